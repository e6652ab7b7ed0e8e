import { BridgeError } from '../../services/errors.ts';

/** The chat has had so much from the bot that a call could not leave in time. It was not made. */
export class ChatBusyError extends BridgeError {
  constructor() {
    super('chat.busy', 'The chat takes no more messages for the moment.', { action: 'retry' });
  }
}
