import { z } from 'zod';

/** One element, action, column, fact … of a card. */
export type CardNode = z.infer<typeof node>;

const node = z.record(z.string(), z.unknown());

/** Where the parts of a card that a person sees lie, in reading order. */
const CHILDREN = [
  'body',
  'columns',
  'rows',
  'cells',
  'items',
  'inlines',
  'facts',
  'actions',
  'inlineAction',
  'card',
];

/** Every visible part of an Adaptive Card, in reading order, however deeply it is nested. */
export function* walkCard(card: unknown): Generator<CardNode> {
  const parsed = node.safeParse(card);
  if (!parsed.success || parsed.data.isVisible === false) return;
  yield parsed.data;
  for (const key of CHILDREN) {
    const child = parsed.data[key];
    for (const one of Array.isArray(child) ? child : [child]) yield* walkCard(one);
  }
}
