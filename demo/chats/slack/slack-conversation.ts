import { basename } from 'node:path';
import { type AppAnswer, isGood } from '../../../emulators/slack/app/app-answer.ts';
import type { SlackUser } from '../../../emulators/slack/user/slack-user.ts';
import type { Channel } from '../../../emulators/slack/workspace/channel.ts';
import type { Answers, DemoConversation, SharedFile, ShownMessage } from '../demo-conversation.ts';
import { showMessage } from './show-message.ts';

/** A conversation in Slack, with all of its threads. */
export class SlackConversation implements DemoConversation {
  protected readonly user: SlackUser;
  protected readonly channel: Channel;
  readonly #mentions: boolean;

  /** @param mentions whether the person speaks to the bot with every message */
  constructor(user: SlackUser, channel: Channel, mentions: boolean) {
    this.user = user;
    this.channel = channel;
    this.#mentions = mentions;
  }

  get messages(): readonly ShownMessage[] {
    return this.channel.botMessages.map(showMessage);
  }

  waitFor<T>(
    look: (messages: readonly ShownMessage[]) => T | false | undefined,
    timeoutMs: number,
  ): Promise<T> {
    return this.channel.waitFor(() => look(this.messages), { timeoutMs });
  }

  onUpdate(listener: (message: ShownMessage) => void): () => void {
    return this.channel.onEvent(({ kind, message }) => {
      if (kind === 'updated') listener(showMessage(message));
    });
  }

  async shares(paths: readonly string[], text: string): Promise<readonly SharedFile[]> {
    const { user, channel } = this;
    const files = await Promise.all(
      paths.map((path) => user.upload({ kind: 'path', path }, { name: basename(path) })),
    );
    const { deliveries } = await user.shares(files, text, { in: channel, mention: this.#mentions });
    for (const { answer } of deliveries) checkAnswer('the message', answer);
    return paths.map((path, index) => ({
      name: basename(path),
      size: files[index]?.size ?? 0,
      sha256: async () => files[index]?.sha256() ?? '',
    }));
  }

  async presses({ id }: ShownMessage, button: string, answers: Answers): Promise<void> {
    const { answer } = await this.user.presses(this.channel, { ts: id }, button, { ...answers });
    checkAnswer('the button', answer);
  }
}

/** Throws if the bot did not take what it was told. */
export function checkAnswer(what: string, answer: AppAnswer): void {
  if (!isGood(answer)) throw new Error(`The bot answered ${what} with ${answer.status}: ${answer.body}`);
}
