import { randomUUID } from 'node:crypto';
import type { Activity } from '../activity.ts';
import { type CardAction, cardActions } from '../cards/card-actions.ts';
import { cardInputs } from '../cards/card-inputs.ts';
import { cardOf } from '../cards/card-of.ts';

/** Which buttons a person's client knows: an `old` one takes the fallback of an Action.Execute. */
export type TeamsClient = 'new' | 'old';

/**
 * What Teams sends when the button with this title is pressed: the button's data and every input of the
 * card, filled in with `inputs` or left as the card set it. Throws if the card has no such button.
 */
export function submittedActivity(
  message: Activity,
  title: string,
  inputs: Readonly<Record<string, string>>,
  client: TeamsClient = 'new',
): Partial<Activity> & { type: string } {
  const card = cardOf(message);
  const actions = cardActions(card).flatMap((each) => shownButton(each, client) ?? []);
  const action = actions.find((candidate) => candidate.title === title);
  if (action === undefined) {
    const titles = actions.map((candidate) => `"${candidate.title}"`).join(', ') || 'no buttons';
    throw new Error(`The card has no button "${title}"; it has ${titles}.`);
  }
  const prefilled = cardInputs(card).flatMap(({ id, value }) => (value === undefined ? [] : [[id, value]]));
  const data = { ...action.data, ...Object.fromEntries(prefilled), ...inputs };
  const envelope = { id: `f:${randomUUID()}`, replyToId: message.id };
  if (action.type === 'Action.Submit') return { type: 'message', ...envelope, value: data };
  return {
    type: 'invoke',
    name: 'adaptiveCard/action',
    ...envelope,
    value: { action: executed(action, data), trigger: 'manual' },
  };
}

function shownButton(action: CardAction, client: TeamsClient): CardAction | undefined {
  return action.type === 'Action.Execute' && client === 'old' ? action.fallback : action;
}

function executed({ type, id, verb }: CardAction, data: Record<string, unknown>): Record<string, unknown> {
  return { type, ...(id === undefined ? {} : { id }), ...(verb === undefined ? {} : { verb }), data };
}
