import type { TurnContext } from 'botbuilder';
import type { ForwardConversations } from '../../dialogs/forward-conversations.ts';
import type { Forwards } from '../../services/forwards/forwards.ts';
import type { TargetGroups } from '../../services/links/target-groups.ts';

export interface CommandServices {
  readonly forwards: Forwards;
  readonly targets: TargetGroups;
  readonly conversations: ForwardConversations;
}

/** Does what a person asked for with a command, and answers them. */
export type Command = (context: TurnContext, services: CommandServices) => Promise<void>;
