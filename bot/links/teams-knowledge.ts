import type { Activity } from 'botbuilder';
import type { Verdict } from '../../services/verdict.ts';

/** Knows who owns teams. */
export interface TeamOwners {
  /** Whether the sender of a message in a channel owns its team. Never rejects for what Teams does. */
  isOwner(activity: Activity): Promise<Verdict>;
}

/** Knows which messages the bot gets to see. */
export interface MessageSight {
  /** Whether messages of this channel or group chat reach the bot that don't mention it. Never rejects either. */
  hasMessageAccess(activity: Activity): Promise<Verdict>;
}
