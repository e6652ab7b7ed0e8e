import type { ActionList, GroupAction } from '../kaizala/types.ts';
import { mentions } from './mentions.ts';
import type { OwnTraits } from './own-traits.ts';

/** What Kaizala's own list says about a post whose answer was lost. */
export type Finding =
  | { readonly kind: 'found'; readonly referenceId: string }
  | { readonly kind: 'absent' }
  /** Another post of ours is on its way to the group, and may be the one that was seen: look again soon. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'unclear' };

/** A post of this bot that the list may show and of which no reference is known. */
export interface LostPost {
  readonly id: string;
  readonly mediaResource?: string;
  readonly postingSince: Date;
  /** Whether its call may still be under way. */
  readonly isUnderWay: boolean;
}

export interface Evidence {
  readonly history: ActionList;
  /** The references that can't be this post: recorded for others, or there before the attempt. */
  readonly others: ReadonlySet<string>;
  readonly own: OwnTraits;
  /** Other posts of the same type to the same group in the same state. */
  readonly rivals: readonly LostPost[];
}

/**
 * Finds a lost post in the group's history. That has no captions; so, failing proof by the media's url, the post
 * is known by elimination: it is from our sender and belongs to no other post of ours.
 */
export function decide(lost: LostPost, { history, others, own, rivals }: Evidence): Finding {
  const unknown = history.actions.filter(({ referenceId }) => !others.has(referenceId));
  const proven = unknown.find(({ mediaUrl }) => mentions(lost.mediaResource, mediaUrl));
  if (proven) return { kind: 'found', referenceId: proven.referenceId };
  const isShown = ({ mediaResource }: LostPost) =>
    unknown.some(({ mediaUrl }) => mentions(mediaResource, mediaUrl));
  const open = rivals.filter((rival) => !isShown(rival));
  const candidates = unknown.filter(
    ({ mediaUrl, sender }) =>
      !(own.canProve && mediaUrl) &&
      !rivals.some(({ mediaResource }) => mentions(mediaResource, mediaUrl)) &&
      (own.sender === undefined || sender === undefined || sender === own.sender),
  );
  if (candidates.length === 0) return { kind: history.hasMore ? 'unclear' : 'absent' };
  if (open.some(({ isUnderWay }) => isUnderWay)) return { kind: 'busy' };
  // With a sender that nobody knows, only a single one can be taken for ours.
  const areAllOurs = own.sender !== undefined || candidates.length === 1;
  if (history.hasMore || !areAllOurs || candidates.length !== open.length + 1) return { kind: 'unclear' };
  const place = open.filter((rival) => isEarlier(rival, lost)).length;
  const mine = inOrder(candidates)[place];
  return mine ? { kind: 'found', referenceId: mine.referenceId } : { kind: 'unclear' };
}

function isEarlier(one: LostPost, other: LostPost): boolean {
  const difference = one.postingSince.getTime() - other.postingSince.getTime();
  return difference === 0 ? one.id < other.id : difference < 0;
}

/** Oldest first. Kaizala lists the newest first, which is inferred, and counts in whole seconds. */
function inOrder(actions: readonly GroupAction[]): GroupAction[] {
  return [...actions].reverse().sort((a, b) => (a.createdAt?.getTime() ?? 0) - (b.createdAt?.getTime() ?? 0));
}
