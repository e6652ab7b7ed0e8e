import type { TurnContext } from 'botbuilder';

const CANCELLED = Symbol('cancelled');

/** Says that this turn withdraws the forward that it is about, however the person put it. */
export function markCancelled(context: TurnContext): void {
  context.turnState.set(CANCELLED, true);
}

export function isCancelled(context: TurnContext): boolean {
  return context.turnState.get(CANCELLED) === true;
}
