import type { Activity } from 'botbuilder';

/** A message whose text is shown as it is: names and captions in it are never read as Markdown. */
export function plainText(text: string): Partial<Activity> {
  return { type: 'message', text, textFormat: 'plain' };
}
