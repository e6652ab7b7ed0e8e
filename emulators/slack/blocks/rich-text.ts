import { z } from 'zod';

const style = z
  .strictObject({
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    code: z.boolean().optional(),
  })
  .optional();

/** What a part is made of. Other kinds than text are taken as they are. */
const run = z.union([
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), style }),
  z.looseObject({
    type: z.enum(['link', 'user', 'channel', 'usergroup', 'broadcast', 'emoji', 'date', 'color']),
  }),
]);

const section = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(run) });

/** A part of a rich text: lines, a list, a quote or code. */
export const richTextPart = z.discriminatedUnion('type', [
  section,
  z.looseObject({ type: z.literal('rich_text_list'), elements: z.array(section) }),
  z.looseObject({ type: z.enum(['rich_text_quote', 'rich_text_preformatted']), elements: z.array(run) }),
]);

type RichTextPart = z.infer<typeof richTextPart>;

/** The parts as a person reads them, which know no markup; of a list each line. */
export function readRichText(parts: readonly RichTextPart[]): string[] {
  return parts.flatMap((part) =>
    part.type === 'rich_text_list'
      ? part.elements.map(({ elements }) => elements.map(readRun).join(''))
      : [part.elements.map(readRun).join('')],
  );
}

function readRun(one: z.infer<typeof run>): string {
  const shown = one.type === 'text' ? one.text : (one.text ?? one.fallback ?? one.url ?? one.name);
  return typeof shown === 'string' ? shown : '';
}
