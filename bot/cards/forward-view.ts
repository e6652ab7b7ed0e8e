import type { CardAction } from '../../dialogs/card-answer.ts';
import type { Forward, ForwardFile, ForwardNote, Post } from '../../services/forwards/types.ts';
import { fileDetail } from './file-detail.ts';
import { headline } from './headline.ts';
import type { Tone } from './tone.ts';
import { withoutAdvice } from './without-advice.ts';

/** One file as people see it. */
export interface FileLine {
  readonly name: string;
  /** Kind and size: `Picture · 3.4 MB`. */
  readonly detail: string;
  readonly status?: string;
  readonly tone: Tone;
  /** When it was posted. */
  readonly at?: Date;
  /** Kaizala's reference of the post. */
  readonly reference?: string;
}

/** Something that the person can decide. */
export interface ViewButton {
  readonly action: CardAction;
  /** The post that it is about, if it is about one alone. */
  readonly postId?: string;
  /** What that post is made of, if other buttons do the same for others. */
  readonly about?: string;
}

/** A forward as people see it, in whichever way it is drawn. */
export interface ForwardView {
  readonly title: string;
  readonly tone: Tone;
  readonly files: readonly FileLine[];
  readonly caption?: string;
  readonly note?: string;
  readonly buttons: readonly ViewButton[];
}

/** Fraction of its bytes, from 0 to 1, that Kaizala has taken of each post on its way; by post id. */
export type Progress = ReadonlyMap<string, number>;

/** What became of the message, where the headline does not say so. */
const NOTES: Record<ForwardNote, string | undefined> = {
  editedLate: 'The message was edited after it was posted. Kaizala can’t change a post.',
  deleted: undefined,
  deletedLate:
    'The message was deleted after it was posted. Kaizala can’t take it back: remove it in the group.',
};
const NO_PROGRESS: Progress = new Map();

/** What there is to see of a forward now. */
export function viewForward(forward: Forward, progress: Progress = NO_PROGRESS): ForwardView {
  const { stage, caption } = forward;
  const note = noteOf(forward);
  return {
    ...headline(forward),
    files: [
      ...forward.posts.flatMap((post) => postedFiles(forward, post, progress)),
      ...forward.refused.map((file) => fileLine(file, refused(file))),
    ],
    ...(stage !== 'asking' && caption !== undefined && { caption }),
    ...(note !== undefined && { note }),
    buttons: buttonsOf(forward),
  };
}

function noteOf({ stage, findFailure, note }: Forward): string | undefined {
  if (stage !== 'finding' || !findFailure) return note && NOTES[note];
  return `⚠ Waiting to try again: ${withoutAdvice(findFailure.message)}`;
}

/** Time and reference belong to the post, so they stand once, below its last file. */
function postedFiles(forward: Forward, post: Post, progress: Progress): FileLine[] {
  const last = post.files.findLast(({ state }) => state === 'spooled');
  return post.files.map((file) => ({
    ...postedFile(forward, post, file, progress),
    ...(file === last && post.state === 'posted' && receiptOf(post)),
  }));
}

function receiptOf({ postedAt, referenceId }: Post): Pick<FileLine, 'at' | 'reference'> {
  return { ...(postedAt && { at: postedAt }), ...(referenceId && { reference: referenceId }) };
}

function postedFile(forward: Forward, post: Post, file: ForwardFile, progress: Progress): FileLine {
  if (file.state === 'failed') return fileLine(file, refused(file));
  const isUnanswered = forward.stage === 'expired' || (forward.stage === 'asking' && !file.failure);
  if (isUnanswered) return fileLine(file, { tone: 'default' });
  return fileLine(file, stateOf(forward, post, file, progress.get(post.id)));
}

function refused({ failure }: ForwardFile): Pick<FileLine, 'status' | 'tone'> {
  return { status: `Not sent: ${failure?.message ?? 'It could not be fetched.'}`, tone: 'attention' };
}

function stateOf(
  { group }: Forward,
  post: Post,
  file: ForwardFile,
  fraction: number | undefined,
): Pick<FileLine, 'status' | 'tone'> {
  const { failure, nextAttemptAt } = post;
  if (nextAttemptAt && failure)
    return { status: `Waiting to try again: ${withoutAdvice(failure.message)}`, tone: 'warning' };
  switch (post.state) {
    case 'waiting':
      return file.state === 'waiting' && file.failure
        ? { status: `Fetching it again: ${withoutAdvice(file.failure.message)}`, tone: 'warning' }
        : { status: file.state === 'waiting' ? 'Fetching' : 'Queued', tone: 'default' };
    case 'spooled':
      return { status: 'Queued', tone: 'default' };
    case 'uploading':
      return { status: `Uploading ${Math.floor((fraction ?? 0) * 100)} %`, tone: 'default' };
    case 'uploaded':
    case 'posting':
      return { status: 'Posting', tone: 'default' };
    case 'posted':
      return { status: 'Posted', tone: 'good' };
    case 'failed':
      return { status: `Failed: ${failure?.message ?? 'Kaizala did not take it.'}`, tone: 'attention' };
    case 'cancelled':
      return { status: 'Cancelled', tone: 'default' };
    case 'uncertain':
      return {
        status: `Kaizala never said whether it was posted. Look into ${group?.name ?? 'the group'}, then press “It is there” or “Post it”.`,
        tone: 'warning',
      };
  }
}

function fileLine(file: ForwardFile, state: Omit<FileLine, 'name' | 'detail'>): FileLine {
  return { name: file.name, detail: fileDetail(file), ...state };
}

/** One that is `posting` may be in the group already, so it can't be withdrawn. */
function isWaitingToTryAgain({ state, nextAttemptAt }: Post): boolean {
  return nextAttemptAt !== undefined && state !== 'posting';
}

/** Teams shows six buttons of a card. */
const MAX_BUTTONS = 6;

function buttonsOf({ stage, posts, lookup }: Forward): ViewButton[] {
  if (stage === 'finding') return [{ action: 'cancel' }];
  if (stage === 'asking') return [{ action: 'forward' }, { action: 'skip' }, { action: 'cancel' }];
  const canRetry =
    (stage === 'refused' && lookup !== undefined) ||
    ((stage === 'accepted' || stage === 'refused') &&
      posts.some(({ state, failure }) => state === 'failed' && failure?.retryable));
  const others: ViewButton[] = [
    ...(canRetry ? [{ action: 'retry' as const }] : []),
    ...(stage === 'accepted' && posts.some(isWaitingToTryAgain) ? [{ action: 'cancel' as const }] : []),
  ];
  return [...checkButtons(posts, Math.floor((MAX_BUTTONS - others.length) / 2)), ...others];
}

/** A pair for each post that is uncertain; beyond `most`, they come when the first are answered. */
function checkButtons(posts: readonly Post[], most: number): ViewButton[] {
  const uncertain = posts.filter(({ state }) => state === 'uncertain');
  return uncertain.slice(0, most).flatMap((post): ViewButton[] => {
    const about = {
      postId: post.id,
      ...(uncertain.length > 1 && { about: contentOf(post) }),
    };
    return [
      { action: 'isThere', ...about },
      { action: 'postIt', ...about },
    ];
  });
}

function contentOf({ files }: Post): string {
  const [first, ...more] = files;
  const name = first?.name ?? '';
  return more.length === 0 ? name : `${name} and ${more.length} more`;
}
