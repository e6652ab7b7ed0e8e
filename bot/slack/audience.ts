import type { TurnContext } from 'botbuilder';

/** The one person to whom the words of a turn go, though others share the conversation. */
export interface Audience {
  readonly userId: string;
  /** Reaches that person also where the bot is no member. */
  readonly responseUrl?: string;
  /** The message that was pressed, if that person alone sees it: only the `responseUrl` changes it. */
  readonly ephemeralTs?: string;
}

const AUDIENCE = Symbol('audience');

export function setAudience(context: TurnContext, audience: Audience): void {
  context.turnState.set(AUDIENCE, audience);
}

/** Undefined in a turn that speaks to everybody. */
export function audienceOf(context: TurnContext): Audience | undefined {
  return context.turnState.get<Audience | undefined>(AUDIENCE);
}
