import type { TurnContext } from 'botbuilder';

const CURRENT_FORWARD = Symbol('currentForward');

/** Says which forward this turn is about. Dialogs and their state go by it. */
export function setCurrentForward(context: TurnContext, forwardId: string): void {
  context.turnState.set(CURRENT_FORWARD, forwardId);
}

/** The forward that this turn is about. @throws TypeError if nobody has said. */
export function currentForward(context: TurnContext): string {
  const forwardId: unknown = context.turnState.get(CURRENT_FORWARD);
  if (typeof forwardId !== 'string') throw new TypeError('This turn is about no forward.');
  return forwardId;
}
