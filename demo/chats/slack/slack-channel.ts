import { ANSWER_WITHIN_MS } from '../answer-within.ts';
import type { BridgeableChannel, Linked } from '../demo-chat.ts';
import { showMessage } from './show-message.ts';
import { checkAnswer, SlackConversation } from './slack-conversation.ts';

/** A channel of a workspace, to be bridged to a group. */
export class SlackChannel extends SlackConversation implements BridgeableChannel {
  async link(group: string): Promise<Linked> {
    const { user, channel } = this;
    const text = `link ${group} auto`;
    const { answer } = await user.runs('/kaizala', text, { in: channel });
    checkAnswer('the command', answer);
    const reply = await channel.waitForEphemeral(user.id, /./, { timeoutMs: ANSWER_WITHIN_MS });
    return { said: `/kaizala ${text}`, reply: showMessage(reply).texts };
  }
}
