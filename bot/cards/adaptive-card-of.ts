import type { Activity } from 'botbuilder';

const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';

/** The Adaptive Card that a message of ours holds. @throws TypeError if it has none. */
export function adaptiveCardOf({ attachments }: Partial<Activity>): Record<string, unknown> {
  const found = attachments?.find(({ contentType }) => contentType === ADAPTIVE_CARD);
  const content: unknown = found?.content;
  if (typeof content !== 'object' || content === null)
    throw new TypeError('This message has no Adaptive Card.');
  return { ...content };
}
