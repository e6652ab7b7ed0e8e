import type { Activity } from '../activity.ts';
import type { Overrides } from './envelope.ts';

/** What Teams sends when a message was edited: the same id, with what it says now. The event type is inferred. */
export function editedActivity(message: Activity, written: Overrides): Activity {
  const now = new Date().toISOString();
  return {
    ...message,
    ...written,
    type: 'messageUpdate',
    timestamp: now,
    localTimestamp: now,
    channelData: { ...channelDataOf(message), eventType: 'editMessage' },
  };
}

/** What Teams sends when a message was deleted: its id, and nothing of what it said. Inferred as a whole. */
export function deletedActivity(message: Activity): Activity {
  const { text, textFormat, attachments, entities, ...envelope } = message;
  const channelData = { ...channelDataOf(message), eventType: 'softDeleteMessage' };
  return { ...envelope, type: 'messageDelete', timestamp: new Date().toISOString(), channelData };
}

function channelDataOf({ channelData }: Activity): object {
  return typeof channelData === 'object' && channelData !== null ? channelData : {};
}
