import { z } from 'zod';
import { walkCard } from './walk-card.ts';

const submit = z.looseObject({
  type: z.literal('Action.Submit'),
  title: z.string(),
  data: z.record(z.string(), z.unknown()).default({}),
});

const action = z.looseObject({
  type: z.enum(['Action.Submit', 'Action.Execute']),
  title: z.string(),
  id: z.string().optional(),
  verb: z.string().optional(),
  data: z.record(z.string(), z.unknown()).default({}),
  /** What a client shows that does not know the type. */
  fallback: submit.optional().catch(undefined),
});

/** A button that sends something to the bot. */
export type CardAction = z.infer<typeof action>;

/** The buttons of a card that send something to the bot, nested ones too. */
export function cardActions(card: unknown): CardAction[] {
  return [...walkCard(card)].flatMap((part) => action.safeParse(part).data ?? []);
}
