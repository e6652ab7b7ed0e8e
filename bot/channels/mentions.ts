import type { Activity } from 'botbuilder';
import { z } from 'zod';

const mention = z.object({
  type: z.string().regex(/^mention$/i),
  text: z.string().optional().catch(undefined),
  mentioned: z.object({ id: z.string() }),
});

type Mention = z.infer<typeof mention>;

/** Whether a message speaks to the bot. */
export function isMentioned(activity: Activity): boolean {
  return mentionsOfBot(activity).length > 0;
}

/** What a message says, without the mentions of the bot, and with other people's names as they are written. */
export function spokenText(activity: Activity): string {
  const { text } = activity;
  if (typeof text !== 'string') return '';
  const toOthers = mentionsOfBot(activity).reduce(
    (left, { text: spelled }) => (spelled ? left.replaceAll(spelled, ' ') : left),
    text,
  );
  return toOthers
    .replace(/<at(?:\s[^<>]*)?>([^<>]*)<\/at>/gi, '$1')
    .replaceAll('\u00a0', ' ')
    .trim();
}

function mentionsOfBot({ entities, recipient }: Activity): Mention[] {
  const all: readonly unknown[] = Array.isArray(entities) ? entities : [];
  return all.flatMap((entity) => {
    const parsed = mention.safeParse(entity);
    return parsed.success && parsed.data.mentioned.id === recipient?.id ? [parsed.data] : [];
  });
}
