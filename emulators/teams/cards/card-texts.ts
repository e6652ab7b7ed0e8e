import { z } from 'zod';
import { type CardNode, walkCard } from './walk-card.ts';

const text = z.looseObject({ type: z.literal('TextBlock'), text: z.string() });
const rich = z.looseObject({
  type: z.literal('RichTextBlock'),
  inlines: z.array(z.union([z.string(), z.looseObject({ text: z.string() }).transform((run) => run.text)])),
});
const fact = z.looseObject({ title: z.string(), value: z.string(), type: z.undefined().optional() });
const labelled = z.looseObject({ type: z.string().startsWith('Input.'), label: z.string() });

/** What a person can read on a card: one string for each text, fact and input label, in reading order. */
export function cardTexts(card: unknown): string[] {
  return [...walkCard(card)].map(textOf).filter((found) => found !== undefined);
}

function textOf(part: CardNode): string | undefined {
  const plain = text.safeParse(part);
  if (plain.success) return plain.data.text;
  const runs = rich.safeParse(part);
  if (runs.success) return runs.data.inlines.join('');
  const pair = fact.safeParse(part);
  if (pair.success) return `${pair.data.title} ${pair.data.value}`;
  return labelled.safeParse(part).data?.label;
}
