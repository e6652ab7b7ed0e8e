import type { TurnContext } from 'botbuilder';
import type { ForwardConversations } from '../../dialogs/forward-conversations.ts';
import type { Turn } from '../../services/database/turns.ts';
import type { ForwardHistory } from '../../services/forwards/forward-history.ts';
import type { Admins } from '../admins.ts';
import type { LinkServices } from '../links/answer-link-card.ts';

export interface CommandServices extends LinkServices {
  readonly history: ForwardHistory;
  readonly conversations: ForwardConversations;
  readonly admins: Admins;
}

/** What a person typed, beside the activity that brought it. */
export interface CommandRequest {
  /** What stands behind the command's name, without space around it. */
  readonly argument: string;
  readonly turn: Turn;
}

/** Does what a person asked for with a command, and answers them. */
export type Command = (
  context: TurnContext,
  services: CommandServices,
  request: CommandRequest,
) => Promise<void>;
