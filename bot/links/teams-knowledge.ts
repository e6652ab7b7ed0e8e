import type { Activity } from 'botbuilder';

/** What Teams says to a question; `unknown` if it does not say, such as for want of a permission. */
export type Knowledge = 'yes' | 'no' | 'unknown';

/** Knows who owns teams. */
export interface TeamOwners {
  /** Whether the sender of a message in a channel owns its team. Never rejects for what Teams does. */
  isOwner(activity: Activity): Promise<Knowledge>;
}

/** Knows which messages the bot gets to see. */
export interface MessageSight {
  /** Whether messages of this channel or group chat reach the bot that don't mention it. Never rejects either. */
  hasMessageAccess(activity: Activity): Promise<Knowledge>;
}
