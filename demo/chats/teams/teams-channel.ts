import type { Channel } from '../../../emulators/teams/groups/channel.ts';
import type { TeamsEmulator } from '../../../emulators/teams/start-teams-emulator.ts';
import { ANSWER_WITHIN_MS } from '../answer-within.ts';
import { ASHA, type BridgeableChannel, type Linked } from '../demo-chat.ts';
import { showMessage } from './show-message.ts';
import { speakerOf } from './speaker.ts';
import { TeamsConversation } from './teams-conversation.ts';

/** A channel of a team, to be bridged to a group. */
export class TeamsChannel extends TeamsConversation implements BridgeableChannel {
  readonly #channel: Channel;

  constructor(teams: TeamsEmulator, channel: Channel) {
    super(teams, speakerOf(channel.member(ASHA), channel.conversation, 'none'));
    this.#channel = channel;
  }

  async link(group: string): Promise<Linked> {
    const text = `/link ${group} auto`;
    const { answer, conversation } = await this.#channel.member(ASHA).says(text);
    if (answer?.status !== 200) throw new Error(`The bot answered ${text} with ${answer?.status}.`);
    const reply = await conversation.waitFor(({ messages }) => messages[0], { timeoutMs: ANSWER_WITHIN_MS });
    return { said: `@Kaizala Bridge ${text}`, reply: showMessage(reply).texts };
  }
}
