import type { PostView } from '../../emulators/kaizala/web/post-view.ts';
import { findPosts } from './find-posts.ts';
import type { ForwardRun, SharedFile } from './forward-run.ts';
import { isWithdrawn } from './planned-forward.ts';
import type { FileOnCard } from './read-forward-card.ts';

const ACTION_TYPES = { image: 'Image', audio: 'Audio', document: 'Document', video: 'Video' } as const;

/** How a forward ended, as its card has it. */
export type Outcome =
  | 'posted'
  | 'partly posted'
  | 'failed'
  | 'uncertain'
  | 'cancelled'
  | 'refused'
  | 'no end';

export interface Judgement {
  readonly outcome: Outcome;
  /** Whether a bot was killed after Teams had its card and before it could note so, and asked again. */
  readonly wasAskedAgain: boolean;
  /** In words; empty if all is as it should be. */
  readonly violations: readonly string[];
  /** Its posts that are in Kaizala. */
  readonly posts: readonly PostView[];
}

/** How long a bot may take to note that Teams has its card, in milliseconds. */
const NOTING_TAKES_MS = 2_000;
/** How long what a bot sent before it was killed may wait to be read by Teams, on a busy machine. */
const READING_TAKES_MS = 2_000;

/**
 * Compares what was asked for, what the card says, and what is in Kaizala.
 * @param kills when bots were killed. As Teams knows no idempotency either, a second card is excused then.
 */
export function judgeForward(run: ForwardRun, posts: readonly PostView[], kills: readonly Date[]): Judgement {
  const violations: string[] = [];
  const wasAskedAgain = run.cards.length > 1 && isExcused(run.cardTimes, kills);
  const card = run.readCard();
  if (run.complaint !== undefined) violations.push(`The person gave up: ${run.complaint}`);
  if (run.cards.length > 1 && !wasAskedAgain) {
    violations.push(`There are ${run.cards.length} cards for one activity.`);
  }
  if (!card) {
    violations.push('No card was ever sent.');
    return { outcome: 'no end', wasAskedAgain, violations, posts: findPosts(posts, run.files) };
  }
  let index = 0;
  for (const files of run.posts) {
    const onCard = files.map(() => card.files[index++]);
    violations.push(...judgePost(run, files, onCard, findPosts(posts, files)));
  }
  const outcome = outcomeOf(run, card.files);
  if (outcome === 'no end') violations.push(`It did not come to an end: the card says “${card.title}”.`);
  if (outcome === 'cancelled' && !isWithdrawn(run.plan)) {
    violations.push('It was cancelled, which nobody asked for.');
  }
  if (isWithdrawn(run.plan) && run.answeredAt && outcome !== 'cancelled' && outcome !== 'refused') {
    violations.push('It was not cancelled, which the person had asked for.');
  }
  return { outcome, wasAskedAgain, violations, posts: findPosts(posts, run.files) };
}

/** Every card but the newest was sent as a bot died. */
function isExcused(cardTimes: readonly Date[], kills: readonly Date[]): boolean {
  return cardTimes.slice(0, -1).every((sent) =>
    kills.some((kill) => {
      const after = kill.getTime() - sent.getTime();
      return after > -READING_TAKES_MS && after < NOTING_TAKES_MS;
    }),
  );
}

function outcomeOf({ answeredAt }: ForwardRun, files: readonly (FileOnCard | undefined)[]): Outcome {
  const fates = files.map((file) => file?.fate);
  const all = (...wanted: (typeof fates)[number][]) => fates.every((fate) => wanted.includes(fate));
  if (fates.some((fate) => fate === undefined || fate === 'underWay')) return 'no end';
  if (all('posted')) return 'posted';
  if (fates.includes('uncertain')) return 'uncertain';
  if (fates.includes('posted')) return 'partly posted';
  if (fates.includes('cancelled')) return 'cancelled';
  return answeredAt === undefined && all('notSent') ? 'refused' : 'failed';
}

function judgePost(
  { plan, groupId }: ForwardRun,
  files: readonly SharedFile[],
  onCard: readonly (FileOnCard | undefined)[],
  found: readonly PostView[],
): string[] {
  const names = files.map(({ name }) => name).join(', ');
  const fates = [...new Set(onCard.map((file) => file?.fate))].filter((fate) => fate !== 'notSent');
  const violations: string[] = [];
  const complain = (text: string) => violations.push(`${names}: ${text}`);
  if (found.length > 1) complain(`it is in Kaizala ${found.length} times (DOUBLED).`);
  if (fates.length > 1) complain(`the card tells different things about one post: ${fates.join(', ')}.`);
  const [fate] = fates;
  const [post] = found;
  if (fate === 'posted' && !post) complain('the card says it was posted, but it is not in Kaizala (LOST).');
  if (fate !== 'posted' && fate !== 'uncertain' && fate !== 'underWay' && post) {
    complain(`the card says “${onCard[0]?.status || fate}”, but it is in Kaizala.`);
  }
  if (!post) return violations;
  const sent = files.filter((_, index) => onCard[index]?.fate !== 'notSent');
  const expected = {
    files: sent.map(({ sha256 }) => sha256),
    actionType: sent.length > 1 ? 'Album' : ACTION_TYPES[files[0]?.kind ?? 'image'],
    caption: plan.caption,
    groupId,
  };
  const actual = {
    files: post.files.map(({ sha256 }) => sha256),
    actionType: post.actionType,
    caption: post.caption,
    groupId: post.groupId,
  };
  for (const key of ['files', 'actionType', 'caption', 'groupId'] as const) {
    const [wanted, is] = [JSON.stringify(expected[key]), JSON.stringify(actual[key])];
    if (wanted !== is) complain(`its ${key} in Kaizala should be ${wanted}, and is ${is}.`);
  }
  const reference = onCard.find((file) => file?.reference !== undefined)?.reference;
  if (reference !== undefined && reference !== post.referenceId) {
    complain(`the card has the reference ${reference} of another post, not ${post.referenceId}.`);
  }
  return violations;
}
