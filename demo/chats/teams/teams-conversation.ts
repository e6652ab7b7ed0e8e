import { basename } from 'node:path';
import type { TeamsEmulator } from '../../../emulators/teams/start-teams-emulator.ts';
import type { Answers, DemoConversation, SharedFile, ShownMessage } from '../demo-conversation.ts';
import { showMessage } from './show-message.ts';
import type { Speaker } from './speaker.ts';

/** A conversation in Teams. */
export class TeamsConversation implements DemoConversation {
  readonly #teams: TeamsEmulator;
  readonly #speaker: Speaker;

  constructor(teams: TeamsEmulator, speaker: Speaker) {
    this.#teams = teams;
    this.#speaker = speaker;
  }

  get messages(): readonly ShownMessage[] {
    return this.#speaker.conversation.messages.map(showMessage);
  }

  waitFor<T>(
    look: (messages: readonly ShownMessage[]) => T | false | undefined,
    timeoutMs: number,
  ): Promise<T> {
    return this.#speaker.conversation.waitFor(() => look(this.messages), { timeoutMs });
  }

  onUpdate(listener: (message: ShownMessage) => void): () => void {
    return this.#speaker.conversation.onEvent(({ kind, id, activity }) => {
      if (kind === 'updated') listener(showMessage({ id, activity }));
    });
  }

  async shares(paths: readonly string[], text: string): Promise<readonly SharedFile[]> {
    const files = await Promise.all(
      paths.map((path) => this.#teams.serveFile({ kind: 'path', path }, { name: basename(path) })),
    );
    const { status, body } = await this.#speaker.shares(files, text);
    if (status !== 200) throw new Error(`The bot answered the message with ${status}: ${body}`);
    return files;
  }

  async presses({ id }: ShownMessage, button: string, answers: Answers): Promise<void> {
    const message = this.#speaker.conversation.messages.find((one) => one.id === id);
    if (message === undefined) throw new Error('The card has gone.');
    const { status, body } = await this.#speaker.submits(message.activity, button, { ...answers });
    if (status !== 200) throw new Error(`The bot answered the card with ${status}: ${body}`);
  }
}
