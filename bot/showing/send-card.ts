import type { TurnContext } from 'botbuilder';
import type { Forwards } from '../../services/forwards/forwards.ts';
import type { Forward } from '../../services/forwards/types.ts';
import { cardFingerprint } from './card-fingerprint.ts';
import type { ForwardDrawer } from './forward-drawer.ts';

/** The message about a forward, once it was sent. */
export interface SentCard {
  readonly id: string | undefined;
  /** Whether there still is such a forward. */
  readonly isThere: boolean;
}

/** Sends the one message about a forward, and remembers it. */
export async function sendCard(
  context: TurnContext,
  { forwards, drawer }: { readonly forwards: Forwards; readonly drawer: ForwardDrawer },
  forward: Forward,
): Promise<SentCard> {
  const card = await drawer.message(forward);
  const sent = await context.sendActivity(card);
  await forwards.cards.noteCard(forward.id, cardFingerprint(card));
  const isThere = await forwards.cards.noteShown(forward.id, forward.revision, sent?.id);
  return { id: sent?.id, isThere };
}
