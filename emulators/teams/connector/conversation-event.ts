import type { Activity } from '../activity.ts';

/** One thing that happened in a conversation, in order. `said` is the person, the others are the bot. */
export interface ConversationEvent {
  readonly kind: 'said' | 'sent' | 'updated' | 'deleted';
  readonly at: Date;
  readonly id: string;
  readonly activity: Activity;
}
