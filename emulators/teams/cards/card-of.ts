import type { Activity } from '../activity.ts';

/** The first Adaptive Card that a message carries, still unread JSON; undefined if it carries none. */
export function cardOf(activity: Activity): unknown {
  return activity.attachments?.find(
    ({ contentType }) => contentType === 'application/vnd.microsoft.card.adaptive',
  )?.content;
}
