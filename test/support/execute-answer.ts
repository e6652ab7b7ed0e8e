import assert from 'node:assert/strict';
import { cardTexts } from '../../emulators/teams/cards/card-texts.ts';
import type { SendAnswer } from '../../emulators/teams/user/teams-user.ts';

/** What a person reads in the answer to an Action.Execute: the words of the card, or those to them alone. */
export function executeAnswer({ status, body }: Pick<SendAnswer, 'status' | 'body'>): {
  readonly kind: 'card' | 'text';
  readonly text: string;
} {
  assert.equal(status, 200, body);
  const { statusCode, type, value } = JSON.parse(body) as Record<string, unknown>;
  assert.equal(statusCode, 200);
  if (type === 'application/vnd.microsoft.activity.message') return { kind: 'text', text: String(value) };
  assert.equal(type, 'application/vnd.microsoft.card.adaptive');
  return { kind: 'card', text: cardTexts(value).join('\n') };
}
