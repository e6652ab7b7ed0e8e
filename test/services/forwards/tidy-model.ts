import fc from 'fast-check';
import type { ForwardFile, ForwardStage, Post } from '../../../services/forwards/types.ts';

/** What a spool has of a file, and how old that is. */
export interface ModelEntry {
  readonly hours: number;
}
export interface ModelFile {
  readonly id: string;
  readonly state: ForwardFile['state'];
  readonly entry: ModelEntry | undefined;
}
export interface ModelPost {
  readonly state: Post['state'];
  /** For how long it has been in this state. */
  readonly days: number;
  readonly files: readonly ModelFile[];
}
export interface ModelForward {
  readonly id: string;
  readonly stage: ForwardStage;
  readonly days: number;
  readonly posts: readonly ModelPost[];
}

export const ENDED: readonly Post['state'][] = ['posted', 'failed', 'cancelled'];

const days = fc.constantFrom(0, 0.5, 2, 6, 8, 80, 100);
const entry = fc.option(fc.record({ hours: fc.constantFrom(0, 0.9, 1.1, 50) }), { nil: undefined });
const file: fc.Arbitrary<ModelFile> = fc.record({
  id: fc.uuid(),
  state: fc.constantFrom('waiting', 'spooled', 'failed'),
  entry,
});
const post: fc.Arbitrary<ModelPost> = fc.record({
  state: fc.constantFrom(
    'waiting',
    'spooled',
    'uploading',
    'uploaded',
    'posting',
    'posted',
    'failed',
    'cancelled',
    'uncertain',
  ),
  days,
  files: fc.array(file, { minLength: 1, maxLength: 3 }),
});

/** Forwards in any state at all, even such as never come about. */
export const anyForwards: fc.Arbitrary<ModelForward[]> = fc.array(
  fc.record({
    id: fc.uuid(),
    stage: fc.constantFrom('finding', 'asking', 'accepted', 'cancelled', 'refused', 'expired', 'empty'),
    days,
    posts: fc.array(post, { maxLength: 3 }),
  }),
  { maxLength: 8 },
);

/** What is left of a forward after tidying up with the settings' defaults; undefined: nothing. */
export function tidied(forward: ModelForward): ModelForward | undefined {
  const ended = endedAndForgotten(forward);
  return isPast(ended) ? undefined : ended;
}

function isPast({ stage, days: age, posts }: ModelForward): boolean {
  if (stage === 'asking' || stage === 'finding' || age <= 90) return false;
  return posts.every((one) => ENDED.includes(one.state) && one.days > 90);
}

/** What becomes of every forward, before those that are history are deleted. */
function endedAndForgotten(forward: ModelForward): ModelForward {
  const isUnanswered = forward.stage === 'asking' && forward.days > 7;
  const posts = forward.posts.map((before): ModelPost => {
    const { state, days: age, files } = before;
    if (isUnanswered && state !== 'failed') return { state: 'cancelled', days: 0, files };
    const isForgotten = state === 'failed' && age > 1;
    return isForgotten ? { ...before, files: files.map(forget) } : before;
  });
  return { ...forward, stage: isUnanswered ? 'expired' : forward.stage, posts };
}

function forget(before: ModelFile): ModelFile {
  return before.state === 'spooled' ? { ...before, state: 'failed', entry: undefined } : before;
}

/** The entries that are left in the spool, of which what is young or needed must be. */
export function spooledAfter(forwards: readonly ModelForward[]): string[] {
  return forwards.flatMap((forward) => {
    const ended = endedAndForgotten(forward);
    const isKept = !isPast(ended);
    return ended.posts.flatMap((one) =>
      one.files
        .filter((kept) => kept.entry && (kept.entry.hours < 1 || (isKept && isNeeded(one, kept))))
        .map(({ id }) => id),
    );
  });
}

function isNeeded({ state }: ModelPost, kept: ModelFile): boolean {
  return kept.state !== 'failed' && state !== 'posted' && state !== 'cancelled';
}
