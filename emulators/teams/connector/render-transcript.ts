import type { Activity } from '../activity.ts';
import { cardOf } from '../cards/card-of.ts';
import { cardTexts } from '../cards/card-texts.ts';
import type { ConversationEvent } from './conversation-event.ts';

/** The events of a conversation, one line each, cards shown by their texts. */
export function renderTranscript(events: readonly ConversationEvent[]): string {
  if (events.length === 0) return '  (nothing was said)';
  return events
    .map(
      ({ at, kind, id, activity }) =>
        `  ${at.toISOString().slice(11, 23)} ${kind} ${id}: ${summary(activity)}`,
    )
    .join('\n');
}

function summary(activity: Activity): string {
  const card = cardOf(activity);
  const parts = [
    activity.type === 'message' ? '' : `(${activity.type})`,
    activity.text ?? '',
    activity.value === undefined ? '' : JSON.stringify(activity.value),
    card === undefined ? '' : `[card] ${cardTexts(card).join(' | ')}`,
    ...(activity.attachments ?? []).map(({ name }) => (name ? `<${name}>` : '')),
  ];
  return parts.filter((part) => part !== '').join(' ');
}
