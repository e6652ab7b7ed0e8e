import type { TurnContext } from 'botbuilder';

const ACKNOWLEDGE = Symbol('acknowledge');

/** Lets a turn have its request answered before it is over. */
export function letAcknowledge(context: TurnContext, acknowledge: () => void): void {
  context.turnState.set(ACKNOWLEDGE, acknowledge);
}

/**
 * Says that what the activity asks for is recorded: should the process die from now on, it is done all the same, and
 * the chat need not send the activity again.
 */
export function acknowledge(context: TurnContext): void {
  context.turnState.get<(() => void) | undefined>(ACKNOWLEDGE)?.();
}
