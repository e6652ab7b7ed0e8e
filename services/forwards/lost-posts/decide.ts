import type { ActionList, GroupAction } from '../../kaizala/types.ts';
import type { SeenAction } from '../types.ts';
import { mentions } from './mentions.ts';
import type { OwnTraits } from './own-traits.ts';

/** What Kaizala's own list says about a post whose answer was lost. */
export type Finding =
  | {
      readonly kind: 'found';
      readonly referenceId: string;
      /** It can hardly be anybody else's, but nothing that is known of our own posts confirms it. */
      readonly isAssumed: boolean;
    }
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
  /** What the group had before the attempt; only of a connector that had never posted. */
  readonly seenBefore?: readonly SeenAction[];
}

export interface Evidence {
  readonly history: ActionList;
  /** The references that are recorded for other posts of this bot. */
  readonly recorded: ReadonlySet<string>;
  readonly own: OwnTraits;
  /** Other posts of the same type to the same group in the same state. */
  readonly rivals: readonly LostPost[];
}

const UNCLEAR: Finding = { kind: 'unclear' };
/** How much earlier than its attempt a post may seem to be, in milliseconds: seconds are cut, and clocks drift. */
const SLACK_MS = 10_000;

/**
 * Finds a lost post in the group's history. That has no captions; so, failing proof by the media's url, the post
 * is known by elimination: it is from our sender and belongs to no other post of ours.
 */
export function decide(lost: LostPost, { history, recorded, own, rivals }: Evidence): Finding {
  const known = new Set([...recorded, ...(lost.seenBefore ?? []).map(({ referenceId }) => referenceId)]);
  const unknown = history.actions.filter(({ referenceId }) => !known.has(referenceId));
  const proven = unknown.find(({ mediaUrl }) => mentions(lost.mediaResource, mediaUrl));
  if (proven) return { kind: 'found', referenceId: proven.referenceId, isAssumed: false };
  const candidates = unknown.filter(
    (action) => !isElsewhere(action, own) && !isTooOld(action, own, lost) && !isOf(rivals, action),
  );
  if (candidates.length === 0) return history.hasMore ? UNCLEAR : { kind: 'absent' };
  const open = rivals.filter(
    ({ mediaResource }) => !unknown.some(({ mediaUrl }) => mentions(mediaResource, mediaUrl)),
  );
  if (open.some(({ isUnderWay }) => isUnderWay)) return { kind: 'busy' };
  if (history.hasMore) return UNCLEAR;
  return own.sender === undefined
    ? amongStrangers(lost, candidates, open)
    : amongOurs(lost, candidates, open);
}

/** Whether it is certainly not one of ours. */
function isElsewhere({ mediaUrl, sender }: GroupAction, own: OwnTraits): boolean {
  const isOfOther = own.sender !== undefined && sender !== undefined && sender !== own.sender;
  return isOfOther || (own.canProve && mediaUrl !== undefined);
}

function isTooOld({ createdAt }: GroupAction, { aheadMs }: OwnTraits, { postingSince }: LostPost): boolean {
  if (createdAt === undefined || aheadMs === undefined) return false;
  return createdAt.getTime() < postingSince.getTime() + aheadMs - SLACK_MS;
}

function isOf(posts: readonly LostPost[], { mediaUrl }: GroupAction): boolean {
  return posts.some(({ mediaResource }) => mentions(mediaResource, mediaUrl));
}

/** As many of ours are there as are lost: then each is one of them, in the order in which they were sent. */
function amongOurs(lost: LostPost, candidates: readonly GroupAction[], open: readonly LostPost[]): Finding {
  const isAnyNameless = candidates.some(({ sender }) => sender === undefined);
  if (isAnyNameless || candidates.length !== open.length + 1) return UNCLEAR;
  const mine = inOrder(candidates)[open.filter((rival) => isEarlier(rival, lost)).length];
  return mine ? { kind: 'found', referenceId: mine.referenceId, isAssumed: false } : UNCLEAR;
}

/**
 * The connector has never posted, so nobody knows as whom. A single newcomer that was not there before, and whose
 * sender had posted nothing either, is taken for ours.
 */
function amongStrangers(
  { seenBefore }: LostPost,
  candidates: readonly GroupAction[],
  open: readonly LostPost[],
): Finding {
  if (!seenBefore || open.length > 0) return UNCLEAR;
  const others = new Set(seenBefore.map(({ sender }) => sender));
  const [newcomer, ...more] = candidates.filter(({ sender }) => sender === undefined || !others.has(sender));
  return newcomer && more.length === 0
    ? { kind: 'found', referenceId: newcomer.referenceId, isAssumed: true }
    : UNCLEAR;
}

function isEarlier(one: LostPost, other: LostPost): boolean {
  const difference = one.postingSince.getTime() - other.postingSince.getTime();
  return difference === 0 ? one.id < other.id : difference < 0;
}

/** Oldest first. Kaizala lists the newest first, which is inferred, and counts in whole seconds. */
function inOrder(actions: readonly GroupAction[]): GroupAction[] {
  return [...actions].reverse().sort((a, b) => (a.createdAt?.getTime() ?? 0) - (b.createdAt?.getTime() ?? 0));
}
