import { type Activity, ActivityHandler, type InvokeResponse, type TurnContext } from 'botbuilder';
import { plainText } from '../dialogs/plain-text.ts';
import type { Greetings } from '../services/database/greetings.ts';
import type { Turn, Turns } from '../services/database/turns.ts';
import type { SharedFile } from '../services/forwards/types.ts';
import { activityKey } from './activity-key.ts';
import type { CardServices } from './answer-card.ts';
import { answerExecute, EXECUTE } from './answer-execute.ts';
import { answerSubmit } from './answer-submit.ts';
import { isMentioned, spokenText } from './channels/mentions.ts';
import { readSharedFiles } from './channels/teams.ts';
import type { CommandServices } from './commands/command.ts';
import { findCommand } from './commands/find-command.ts';
import { conversationKey } from './conversation-key.ts';
import { isShared } from './conversation-scope.ts';
import { receiveFiles } from './receive-files.ts';
import { words } from './words.ts';

export interface BridgeBotServices extends CommandServices, CardServices {
  readonly greetings: Greetings;
  readonly turns: Turns;
}

/** Decides what each activity is: a card's answer, files, a command, or an answer in words. */
export class BridgeBot extends ActivityHandler {
  readonly #services: BridgeBotServices;

  constructor(services: BridgeBotServices) {
    super();
    this.#services = services;
    this.onMessage((context) =>
      services.turns.once(activityKey(context.activity), (turn) => this.#message(context, turn)),
    );
    this.onMembersAdded(async (context) => {
      const { membersAdded, recipient } = context.activity;
      if (membersAdded?.some(({ id }) => id === recipient.id)) await this.#greet(context);
    });
    this.onInstallationUpdateAdd((context) => this.#greet(context));
    this.onInstallationUpdateRemove((context) =>
      this.#services.greetings.forget(conversationKey(context.activity)),
    );
  }

  /** Not through `onAdaptiveCardInvoke`, which is called for well-formed values alone: the others fail the turn. */
  protected override async onInvokeActivity(context: TurnContext): Promise<InvokeResponse> {
    if (context.activity.name !== EXECUTE) return super.onInvokeActivity(context);
    return { status: 200, body: await answerExecute(context, this.#services) };
  }

  async #message(context: TurnContext, turn: Turn): Promise<void> {
    const { activity } = context;
    if (activity.value !== undefined && activity.value !== null) return answerSubmit(context, this.#services);
    activity.text = spokenText(activity);
    const files = readSharedFiles(activity);
    if (files.length > 0) return this.#files(context, files);
    const command = findCommand(activity.text);
    if (
      command.kind === 'command' &&
      !(command.mayBeCaption && (await this.#waitsForCaption(context, turn)))
    ) {
      return command.run(context, this.#services, { argument: command.argument, turn });
    }
    if (command.kind === 'unknown') {
      await context.sendActivity(plainText(words.unknownCommand(command.name)));
      return;
    }
    await this.#words(context, turn);
  }

  async #files(context: TurnContext, files: readonly SharedFile[]): Promise<void> {
    const forward = await receiveFiles(context, this.#services.forwards, files);
    if (!forward) return;
    if (forward.stage === 'asking') return this.#services.conversations.ask(context, forward.id);
    const sent = await context.sendActivity(await this.#services.drawer.message(forward));
    await this.#services.forwards.noteShown(forward.id, forward.revision, sent?.id);
  }

  /** A typed message answers the newest question that this person has open here. */
  async #words(context: TurnContext, turn: Turn): Promise<void> {
    const { forwards, conversations } = this.#services;
    const { activity } = context;
    const id = await this.#openQuestion(activity, turn);
    if (id === undefined || !activity.text) {
      await context.sendActivity(words.nothingOpen);
      return;
    }
    const forward = await forwards.find(id);
    if (forward?.stage === 'asking') return conversations.answer(context, id);
    // This very message has answered it, in a process that died before it could say so.
    await context.sendActivity(words.alreadyAnswered);
  }

  /** Whether words without a slash are better taken for a caption, or are not meant for the bot at all. */
  async #waitsForCaption({ activity }: TurnContext, turn: Turn): Promise<boolean> {
    if (isShared(activity) && !isMentioned(activity)) return true;
    return (await this.#openQuestion(activity, turn)) !== undefined;
  }

  #openQuestion(activity: Activity, turn: Turn): Promise<string | undefined> {
    const { forwards } = this.#services;
    return turn.forward(
      async () => (await forwards.findOpen(conversationKey(activity), activity.from.id))?.id,
    );
  }

  async #greet(context: TurnContext): Promise<void> {
    const { greetings } = this.#services;
    const key = conversationKey(context.activity);
    if (!(await greetings.claim(key))) return;
    try {
      await context.sendActivity(words.hello);
    } catch (error) {
      await greetings.forget(key);
      throw error;
    }
  }
}
