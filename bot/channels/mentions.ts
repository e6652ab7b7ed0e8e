import type { Activity } from 'botbuilder';
import { z } from 'zod';

const mention = z.object({
  type: z.string().regex(/^mention$/i),
  text: z.string().min(1).optional().catch(undefined),
  mentioned: z.object({ id: z.string(), name: z.string().optional().catch(undefined) }),
});

/** Space as Teams may write it beside a mention. */
const NBSP = '&nbsp;';

/** Whether the message speaks to the bot. */
export function isMentioned(activity: Activity): boolean {
  return ownMentions(activity).length > 0;
}

/**
 * What a message says, without the mentions of the bot wherever they stand, without space around it, and with other
 * people's names as they are written.
 */
export function spokenText(activity: Activity): string {
  const text = activity.text?.replaceAll('\u00a0', ' ') ?? '';
  const mentions = ownMentions(activity);
  // Whether the news of an edit has entities is left open, so the bot's own name counts in any case.
  const names = [activity.recipient?.name, ...mentions.map(({ mentioned: { name } }) => name)];
  const spellings = [
    ...mentions.flatMap(({ text: written }) => (written === undefined ? [] : [escaped(written)])),
    ...names.flatMap((name) => (name ? [`<at[^<>]*>\\s*${escaped(name)}\\s*</at>`] : [])),
  ];
  if (spellings.length === 0) return withoutTags(text).trim();
  const [first = '', ...others] = text.split(new RegExp(spellings.join('|'), 'i'));
  let joined = trimmedStart(first);
  for (const part of others) {
    const before = trimmedEnd(joined);
    const after = trimmedStart(part);
    const hadBreak = /\n/.test(joined.slice(before.length) + part.slice(0, part.length - after.length));
    joined = before === '' || after === '' ? before + after : `${before}${hadBreak ? '\n' : ' '}${after}`;
  }
  return withoutTags(trimmedEnd(joined));
}

function withoutTags(text: string): string {
  return text.replace(/<at(?:\s[^<>]*)?>([^<>]*)<\/at>/gi, '$1');
}

function trimmedStart(text: string): string {
  let rest = text.trimStart();
  while (rest.startsWith(NBSP)) rest = rest.slice(NBSP.length).trimStart();
  return rest;
}

function trimmedEnd(text: string): string {
  let rest = text.trimEnd();
  while (rest.endsWith(NBSP)) rest = rest.slice(0, -NBSP.length).trimEnd();
  return rest;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function ownMentions({ entities, recipient }: Activity): z.infer<typeof mention>[] {
  return (Array.isArray(entities) ? entities : []).flatMap((entity) => {
    const { data } = mention.safeParse(entity);
    return data && data.mentioned.id === recipient.id ? [data] : [];
  });
}
