import { type Activity, ActivityHandler, type InvokeResponse, type TurnContext } from 'botbuilder';
import { MAX_CAPTION_LENGTH } from '../dialogs/card-answer.ts';
import { forPeople } from '../services/database/people-first.ts';
import type { Turns } from '../services/database/turns.ts';
import type { Forwards } from '../services/forwards/forwards.ts';
import type { SlackPeople } from '../services/slack/slack-people.ts';
import type { CardServices } from './answers/answer-card.ts';
import { answerExecute, EXECUTE } from './answers/answer-execute.ts';
import { answerSubmit } from './answers/answer-submit.ts';
import { spokenText } from './channels/mentions.ts';
import { isSlack } from './channels/slack/is-slack.ts';
import { sharesFiles } from './channels/slack/read-slack-message.ts';
import { spellNames } from './channels/slack/spell-names.ts';
import { clip } from './clip.ts';
import type { CommandServices } from './commands/command.ts';
import type { FindingServices } from './messages/files-behind-words.ts';
import { hearMessage } from './messages/hear-message.ts';
import { takeMessage } from './messages/take-message.ts';
import { type DoorServices, turnAway } from './messages/turn-away.ts';
import { activityKey, filesKey } from './places/activity-key.ts';
import { conversationKey } from './places/conversation-key.ts';
import { isShared } from './places/conversation-scope.ts';
import { replyInThread } from './places/reply-in-thread.ts';
import { sourceKey } from './places/source-key.ts';
import { wordsFor } from './words/words-for.ts';

export interface BridgeBotServices extends CommandServices, CardServices, FindingServices, DoorServices {
  readonly turns: Turns;
  readonly people: Pick<SlackPeople, 'user'>;
}

/** Decides what each activity is: a card's answer, a message, or news of one that was there before. */
export class BridgeBot extends ActivityHandler {
  readonly #services: BridgeBotServices;

  constructor(services: BridgeBotServices) {
    super();
    this.#services = services;
    const { forwards, greetings, people } = services;
    this.onMessage(async (context) => {
      if (isFromBot(context.activity)) return;
      if (isCardAnswer(context.activity)) await this.#press(context);
      else await this.#message(context);
    });
    // The names of these events are inferred, like everything about them, so one without a name counts as well.
    this.onMessageUpdate(async ({ activity }) => {
      const { eventType = 'editMessage' } = activity.channelData ?? {};
      if (eventType !== 'editMessage' || typeof activity.text !== 'string') return;
      const key = sourceKey(activity);
      if (!(await forwards.isKnown(key))) return;
      await spellNames(activity, people);
      await forwards.edit(key, clip(spokenText(activity), MAX_CAPTION_LENGTH) || undefined);
    });
    this.onMessageDelete(({ activity }) => this.#delete(activity));
    this.onMembersAdded(async (context) => {
      const { membersAdded, recipient } = context.activity;
      if (membersAdded?.some(({ id }) => id === recipient.id)) await this.#greet(context);
    });
    this.onInstallationUpdateAdd((context) => this.#greet(context));
    this.onInstallationUpdateRemove((context) => greetings.forget(conversationKey(context.activity)));
  }

  /** Whoever spoke waits for it. */
  override run(context: TurnContext): Promise<void> {
    return forPeople(() => super.run(context));
  }

  /** Not through `onAdaptiveCardInvoke`, which is called for well-formed values alone: the others fail the turn. */
  protected override async onInvokeActivity(context: TurnContext): Promise<InvokeResponse> {
    if (context.activity.name !== EXECUTE) return NOT_IMPLEMENTED;
    return { status: 200, body: await answerExecute(context, this.#services) };
  }

  async #message(context: TurnContext): Promise<void> {
    const { activity } = context;
    const heard = await hearMessage(this.#services, activity);
    if (!heard) return;
    replyInThread(activity);
    await this.#services.turns.once(activityKey(activity), async (turn) => {
      if (await turnAway(context, this.#services, heard)) return;
      if (await isTwin(activity, this.#services.forwards)) return;
      await spellNames(activity, this.#services.people);
      await takeMessage(this.#services, { context, turn, ...heard });
    });
  }

  async #press(context: TurnContext): Promise<void> {
    await this.#services.turns.once(activityKey(context.activity), async () => {
      if (await turnAway(context, this.#services, { isAddressed: true, link: undefined })) return;
      await answerSubmit(context, this.#services);
    });
  }

  /** Slack may tell of a deletion first, or meanwhile. What it tells of the message afterwards comes too late. */
  async #delete(activity: Activity): Promise<void> {
    const { turns, forwards } = this.#services;
    if (isSlack(activity)) await turns.once(filesKey(activity), async () => {});
    await forwards.delete(sourceKey(activity));
  }

  async #greet(context: TurnContext): Promise<void> {
    const { greetings } = this.#services;
    const key = conversationKey(context.activity);
    const words = wordsFor(context.activity);
    if (!(await greetings.claim(key))) return;
    try {
      await context.sendActivity(isShared(context.activity) ? words.helloShared : words.hello);
    } catch (error) {
      await greetings.forget(key);
      throw error;
    }
  }
}

/** The Bot Framework's status for a call that the bot does not know, with what the framework itself leaves out. */
const NOT_IMPLEMENTED: InvokeResponse = {
  status: 501,
  body: { error: { code: 'NotImplemented', message: 'The bot has nothing for calls of this name.' } },
};

function isCardAnswer({ value }: Activity): boolean {
  return value !== undefined && value !== null;
}

/** Whether these are the mere words of a message of Slack that came with its files before. */
async function isTwin(activity: Activity, forwards: Pick<Forwards, 'isKnown'>): Promise<boolean> {
  return isSlack(activity) && !sharesFiles(activity) && (await forwards.isKnown(sourceKey(activity)));
}

/** Two bots that answer each other would never end. */
function isFromBot({ from }: Activity): boolean {
  return from.role === 'bot' || from.id.startsWith('28:');
}
