import {
  type Activity,
  ActivityTypes,
  BotAdapter,
  type ConversationReference,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder';
import { type Audience, audienceOf, setAudience } from './audience.ts';
import { outgoingMessage } from './outgoing-message.ts';
import type { SlackMessages } from './slack-messages.ts';

type Logic = (context: TurnContext) => Promise<void>;

/** Lets the bot live in Slack as it does in Teams. The ids of its messages are their `ts`. */
export class SlackAdapter extends BotAdapter {
  readonly #messages: SlackMessages;

  constructor(messages: SlackMessages) {
    super();
    this.#messages = messages;
  }

  /**
   * Has the bot do a turn. Rejects only if `onTurnError` does.
   * @param audience to whom alone its words go; absent: to everybody in the conversation
   */
  async process(activity: Activity, logic: Logic, audience?: Audience): Promise<void> {
    const context = new TurnContext(this, activity);
    if (audience) setAudience(context, audience);
    await this.runMiddleware(context, logic);
  }

  async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const sent: ResourceResponse[] = [];
    for (const activity of activities) sent.push({ id: await this.#send(context, activity) });
    return sent;
  }

  async updateActivity(context: TurnContext, activity: Partial<Activity>): Promise<ResourceResponse> {
    const { id = '' } = activity;
    const message = outgoingMessage(activity);
    const responseUrl = onlyWay(context, id);
    if (responseUrl === undefined)
      await this.#messages.update(conversationOf(context, activity), id, message);
    else await this.#messages.replaceEphemeral(responseUrl, message);
    return { id };
  }

  async deleteActivity(
    context: TurnContext,
    { activityId = '', conversation }: Partial<ConversationReference>,
  ): Promise<void> {
    const responseUrl = onlyWay(context, activityId);
    const place = conversation?.id ?? context.activity.conversation.id;
    if (responseUrl === undefined) await this.#messages.delete(place, activityId);
    else await this.#messages.deleteEphemeral(responseUrl);
  }

  async continueConversation(reference: Partial<ConversationReference>, logic: Logic): Promise<void> {
    const activity = TurnContext.applyConversationReference(
      { type: ActivityTypes.Event, name: 'continueConversation' },
      reference,
      true,
    );
    await this.runMiddleware(new TurnContext(this, activity), logic);
  }

  /** As CloudAdapter has it; who the bot is in the conversation's workspace tells the reference alone. */
  override async continueConversationAsync(
    _botAppId: unknown,
    reference: Partial<ConversationReference>,
    logic: unknown,
  ): Promise<void> {
    // The third form, with an audience before the logic, is one of the Bot Framework's connector.
    if (typeof logic !== 'function') throw new TypeError('Slack knows no OAuth audiences.');
    await this.continueConversation(reference, (context) => logic(context));
  }

  /** Slack knows no typing indicator of bots, and what else is no message is for adapters alone. */
  async #send(context: TurnContext, activity: Partial<Activity>): Promise<string> {
    if (activity.type !== ActivityTypes.Message) return '';
    const message = outgoingMessage(activity);
    const place = conversationOf(context, activity);
    const audience = audienceOf(context);
    if (audience && message.isWords) return this.#messages.postPrivately(place, audience, message);
    return this.#messages.post(place, message);
  }
}

function conversationOf(context: TurnContext, { conversation }: Partial<Activity>): string {
  return conversation?.id ?? context.activity.conversation.id;
}

/** The url by which alone a message can be changed; undefined for one that everybody sees. */
function onlyWay(context: TurnContext, messageTs: string): string | undefined {
  const audience = audienceOf(context);
  return audience?.ephemeralTs === messageTs ? audience.responseUrl : undefined;
}
