import { z } from 'zod';
import { walkCard } from './walk-card.ts';

const input = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('Input.Text'),
    id: z.string(),
    value: z.string().optional(),
    maxLength: z.number().optional(),
  }),
  z.looseObject({
    type: z.literal('Input.ChoiceSet'),
    id: z.string(),
    value: z.string().optional(),
    choices: z.array(z.object({ title: z.string(), value: z.string() })),
  }),
]);

/** Something to fill in on a card. */
export type CardInput = z.infer<typeof input>;

/** The text fields and choices of a card. */
export function cardInputs(card: unknown): CardInput[] {
  return [...walkCard(card)].flatMap((part) => input.safeParse(part).data ?? []);
}
