import assert from 'node:assert/strict';
import { type Activity, BotAdapter, type ConversationReference, TurnContext } from 'botbuilder';
import { ChatCalls } from '../../../bot/connector/chat-calls.ts';
import { considerate } from '../../../bot/connector/considerate.ts';
import { createLogger } from '../../../bot/logger.ts';
import { ChatObserver, type ChatObserverServices } from '../../../bot/showing/chat-observer.ts';
import { forward } from '../support/sample-forward.ts';

/** A chat that only keeps what the bot has said. */
class Chat extends BotAdapter {
  readonly said = new Set<string>();

  override async sendActivities(_context: TurnContext, activities: Partial<Activity>[]) {
    return activities.map(({ text = '' }) => {
      this.said.add(text);
      return { id: text };
    });
  }

  override async deleteActivity(_context: TurnContext, { activityId = '' }: Partial<ConversationReference>) {
    this.said.delete(activityId);
  }

  override async updateActivity() {}

  override async continueConversation() {}

  async resume(
    _appId: string,
    reference: Partial<ConversationReference>,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    const activity = TurnContext.applyConversationReference({ type: 'event' }, reference, true);
    await this.runMiddleware(new TurnContext(this, activity), logic);
  }
}

/** What is said of a message whose files are looked for, and which is there or not once that was sent. */
async function saidOf(isThere: boolean): Promise<string[]> {
  const calls = new ChatCalls();
  const adapter = new Chat();
  adapter.use(considerate(calls));
  const services = {
    adapters: { of: () => ({ continueConversationAsync: adapter.resume.bind(adapter) }) },
    appId: '',
    forwards: { cards: { noteCard: async () => {}, noteShown: async () => isThere } },
    drawer: { message: async () => ({ type: 'message', text: 'Looking' }) },
    calls,
    log: createLogger('silent'),
  };
  // What matters is the moment between the sending of a card and its record, which no wire can hold.
  const observer = new ChatObserver(services as unknown as ChatObserverServices);
  const conversationReference = { channelId: 'msteams', conversation: { id: 'a:1' } };
  const looking = { stage: 'finding', isAddressed: false, namesFiles: true, conversationReference } as const;
  await observer.show(forward({ ...looking, createdAt: new Date(0) }));
  return [...adapter.said];
}

describe('the card that tells that files are looked for', () => {
  it('stays while they are', async () => {
    assert.deepEqual(await saidOf(true), ['Looking']);
  });

  it('is deleted if its message turned out to have none while it was sent', async () => {
    assert.deepEqual(await saidOf(false), []);
  });
});
