import { ActivityHandler, TurnContext } from 'botbuilder';
import { type CardAnswer, readCardAnswer } from '../dialogs/card-answer.ts';
import { plainText } from '../dialogs/plain-text.ts';
import type { Greetings } from '../services/database/greetings.ts';
import type { SharedFile } from '../services/forwards/types.ts';
import { forwardCard } from './cards/forward-card.ts';
import { readSharedFiles } from './channels/teams.ts';
import type { CommandServices } from './commands/command.ts';
import { findCommand } from './commands/find-command.ts';
import { conversationKey } from './conversation-key.ts';
import { receiveFiles } from './receive-files.ts';
import { words } from './words.ts';

export interface BridgeBotServices extends CommandServices {
  readonly greetings: Greetings;
}

/** Decides what each activity is: a card's answer, files, a command, or an answer in words. */
export class BridgeBot extends ActivityHandler {
  readonly #services: BridgeBotServices;

  constructor(services: BridgeBotServices) {
    super();
    this.#services = services;
    this.onMessage((context) => this.#message(context));
    this.onMembersAdded(async (context) => {
      const { membersAdded, recipient } = context.activity;
      if (membersAdded?.some(({ id }) => id === recipient.id)) await this.#greet(context);
    });
    this.onInstallationUpdateAdd((context) => this.#greet(context));
    this.onInstallationUpdateRemove((context) =>
      this.#services.greetings.forget(conversationKey(context.activity)),
    );
  }

  async #message(context: TurnContext): Promise<void> {
    const { activity } = context;
    if (activity.value !== undefined && activity.value !== null) return this.#cardAnswer(context);
    activity.text = TurnContext.removeRecipientMention(activity)?.trim() ?? '';
    const files = readSharedFiles(activity);
    if (files.length > 0) return this.#files(context, files);
    const command = findCommand(activity.text);
    if (command.kind === 'command') return command.run(context, this.#services);
    if (command.kind === 'unknown') {
      await context.sendActivity(plainText(words.unknownCommand(command.name)));
      return;
    }
    await this.#words(context);
  }

  async #files(context: TurnContext, files: readonly SharedFile[]): Promise<void> {
    const forward = await receiveFiles(context, this.#services.forwards, files);
    if (!forward) return;
    if (forward.stage === 'asking') return this.#services.conversations.ask(context, forward.id);
    const sent = await context.sendActivity(forwardCard(forward));
    await this.#services.forwards.noteShown(forward.id, forward.revision, sent?.id);
  }

  /** A typed message answers the newest question that this person has open here. */
  async #words(context: TurnContext): Promise<void> {
    const { forwards, conversations } = this.#services;
    const open = await forwards.findOpen(conversationKey(context.activity), context.activity.from.id);
    if (open && context.activity.text) return conversations.answer(context, open.id);
    await context.sendActivity(words.nothingOpen);
  }

  async #cardAnswer(context: TurnContext): Promise<void> {
    const { activity } = context;
    const answer = readCardAnswer(activity.value);
    const forward = answer && (await this.#services.forwards.find(answer.forwardId));
    if (!forward || forward.conversationKey !== conversationKey(activity)) {
      await context.sendActivity(words.unknownCard);
    } else if (forward.requesterId !== activity.from.id) {
      await context.sendActivity(plainText(words.foreignCard(forward.requesterName)));
    } else if (forward.stage === 'expired') {
      await context.sendActivity(words.expired);
    } else if (answer.action === 'retry' || answer.action === 'isThere' || answer.action === 'postIt') {
      await this.#secondChance(context, answer);
    } else if (forward.stage === 'asking') {
      await this.#services.conversations.answer(context, forward.id);
    } else if (answer.action === 'cancel' && (await this.#services.forwards.cancel(forward.id))) {
      await context.sendActivity(words.cancelled);
    } else {
      await context.sendActivity(words.alreadyAnswered);
    }
  }

  async #secondChance(context: TurnContext, { forwardId, action }: CardAnswer): Promise<void> {
    const { forwards } = this.#services;
    const isDone =
      action === 'retry'
        ? await forwards.retry(forwardId)
        : await forwards.settleUncertain(forwardId, action === 'isThere');
    if (!isDone) await context.sendActivity(words.nothingToRetry);
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
