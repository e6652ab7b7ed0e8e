import type { Activity } from 'botbuilder';
import type { Verdict } from '../../services/verdict.ts';

/** Knows who may speak for a channel: in Teams the owners of its team. */
export interface ChatOwners {
  /** Whether the sender of a message in a channel is one of them. Never rejects for what the chat does. */
  isOwner(activity: Activity): Promise<Verdict>;
}

/** Knows which messages the bot gets to see. */
export interface MessageSight {
  /** Whether messages of this channel or group chat reach the bot that don't mention it. Never rejects either. */
  hasMessageAccess(activity: Activity): Promise<Verdict>;
}

export type ChatKnowledge = ChatOwners & MessageSight;
