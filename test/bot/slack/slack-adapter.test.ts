import assert from 'node:assert/strict';
import { type Activity, TurnContext } from 'botbuilder';
import { ChatAnswerError } from '../../../bot/connector/chat-answer-error.ts';
import { ChatCalls } from '../../../bot/connector/chat-calls.ts';
import { createLogger } from '../../../bot/logger.ts';
import type { Audience } from '../../../bot/slack/audience.ts';
import { createSlackAdapter } from '../../../bot/slack/create-slack-adapter.ts';
import type { SlackAdapter } from '../../../bot/slack/slack-adapter.ts';
import { SLACK_DIRECT } from '../../../bot/slack/slack-direct.ts';
import { words } from '../../../bot/words/words.ts';
import { plainText } from '../../../dialogs/plain-text.ts';
import { type SlackEmulator, startSlackEmulator } from '../../../emulators/slack/start-slack-emulator.ts';
import type { SlackUser } from '../../../emulators/slack/user/slack-user.ts';
import type { Channel } from '../../../emulators/slack/workspace/channel.ts';
import { type SlackMessage, textOfMessage } from '../../../emulators/slack/workspace/message.ts';
import { ConfiguredWorkspaces } from '../../../services/slack/configured-workspaces.ts';
import { SlackApi } from '../../../services/slack/slack-api.ts';

describe('SlackAdapter', () => {
  let slack: SlackEmulator;
  let adapter: SlackAdapter;
  let user: SlackUser;
  let channel: Channel;
  let question: SlackMessage;
  beforeEach(async () => {
    slack = await startSlackEmulator();
    const { apiUrl, botToken } = slack;
    const api = new SlackApi(apiUrl);
    const workspaces = new ConfiguredWorkspaces(api, { botToken, installations: new Map() });
    const log = createLogger('silent');
    adapter = createSlackAdapter({ api, workspaces, apiUrl, calls: new ChatCalls(), log });
    user = slack.createUser({ name: 'Asha Rao' });
    channel = slack.createChannel({ name: 'general', members: [user.person] });
    ({ message: question } = await user.says('hello', { in: channel }));
  });
  afterEach(() => slack.close());

  const activity = (thread?: string): Activity =>
    ({
      type: 'message',
      id: question.ts,
      channelId: 'slack',
      serviceUrl: SLACK_DIRECT,
      from: { id: user.id, name: '' },
      recipient: { id: slack.bot.userId, name: '' },
      conversation: { id: [slack.team.id, channel.id, ...(thread ? [thread] : [])].join(':') },
    }) as Activity;

  /** What the turn throws is thrown, rather than apologized for. */
  async function turn(
    work: (context: TurnContext) => Promise<unknown>,
    { thread, audience }: { thread?: string; audience?: Audience } = {},
  ): Promise<void> {
    let failure: unknown;
    const guarded = (context: TurnContext) =>
      work(context).then(
        () => {},
        (error: unknown) => {
          failure = error;
        },
      );
    await adapter.process(activity(thread), guarded, audience);
    if (failure !== undefined) throw failure;
  }

  const card = (text: string) => ({
    type: 'message',
    channelData: { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }] },
  });

  it('sends, changes and deletes messages, whose ids are their times', async () => {
    await turn(async (context) => {
      const sent = await context.sendActivity(card('one'));
      assert.equal(sent?.id, channel.botMessages[0]?.ts);
      await context.updateActivity({ ...card('two'), id: sent?.id ?? '' });
      const [message] = channel.botMessages;
      assert.deepEqual([message && textOfMessage(message), message?.history.length], ['two', 1]);
      await context.deleteActivity(sent?.id ?? '');
    });
    assert.deepEqual(channel.botMessages, []);
    assert.equal(slack.callsOf('chat.postMessage')[0]?.parameters.unfurl_links, 'false');
  });

  it('answers in the thread that the conversation is', async () => {
    await turn((context) => context.sendActivity(plainText('<!channel> & *you*')), { thread: question.ts });
    const [message] = channel.botMessages;
    assert.equal(message?.threadTs, question.ts);
    assert.equal(message && textOfMessage(message), '<!channel> & *you*');
  });

  it('goes on with a conversation outside of a turn', async () => {
    const reference = TurnContext.getConversationReference(activity(question.ts));
    await adapter.continueConversationAsync('', reference, async (context: TurnContext) => {
      await context.sendActivity(card('later'));
    });
    assert.equal(channel.botMessages[0]?.threadTs, question.ts);
  });

  it('says words to one person alone where the turn is theirs, and shows the rest to all', async () => {
    const audience = { userId: user.id };
    await turn(
      async (context) => {
        await context.sendActivity(plainText('psst'));
        await context.sendActivity(card('for all'));
      },
      { audience },
    );
    assert.deepEqual(
      channel.botMessages.map((message) => [textOfMessage(message), message.onlyFor]),
      [
        ['psst', user.id],
        ['for all', undefined],
      ],
    );
  });

  it('takes the response url for that, and another way once it is used up', async () => {
    const responseUrl = slack.responseUrls.issue({ workspace: slack.workspace, channel, userId: user.id });
    const audience = { userId: user.id, responseUrl };
    for (let word = 1; word <= 6; word++) {
      await turn((context) => context.sendActivity(plainText(`word ${word}`)), { audience });
    }
    assert.equal(slack.responseUrls.responses.length, 5);
    assert.equal(slack.callsOf('chat.postEphemeral').length, 1);
    assert.equal(channel.botMessages.length, 6);
  });

  it('calls no url that is not Slack’s', async () => {
    for (const responseUrl of ['http://127.0.0.1:9/hooks', 'https://hooks.slack.com.example/x', 'no url']) {
      const audience = { userId: user.id, responseUrl };
      await turn((context) => context.sendActivity(plainText('psst')), { audience });
    }
    assert.equal(slack.callsOf('chat.postEphemeral').length, 3);
  });

  it('replaces and deletes what one person alone sees by the response url', async () => {
    const { workspace } = slack;
    const { bot } = workspace;
    const shown = { text: 'old', blocks: [], files: [], userId: bot.userId, botId: bot.botId };
    const { ts } = channel.post({ ...shown, onlyFor: user.id });
    const place = { workspace, channel, userId: user.id, messageTs: ts };
    const audience = { userId: user.id, responseUrl: slack.responseUrls.issue(place), ephemeralTs: ts };
    await turn((context) => context.updateActivity({ ...card('new'), id: ts }), { audience });
    assert.equal(textOfMessage(channel.find(ts) ?? shown), 'new');
    await turn((context) => context.deleteActivity(ts), { audience });
    assert.equal(channel.find(ts), undefined);
  });

  it('ignores what is no message', async () => {
    await turn((context) => context.sendActivities([{ type: 'typing' }, { type: 'trace' }]));
    assert.equal(slack.api.calls.filter(({ method }) => method !== 'auth.test').length, 0);
  });

  const refusals: readonly [string, number][] = [
    ['not_in_channel', 403],
    ['channel_not_found', 403],
    ['is_archived', 403],
    ['account_inactive', 403],
    ['token_revoked', 403],
    ['message_not_found', 404],
    ['msg_too_long', 400],
    ['invalid_blocks', 400],
    ['internal_error', 503],
  ];
  for (const [code, status] of refusals) {
    it(`takes ${code} for ${status}`, async () => {
      slack.failNext('chat.postMessage', { kind: 'refused', code });
      await assert.rejects(
        turn((context) => context.sendActivity(card('x'))),
        (error) =>
          error instanceof ChatAnswerError && error.statusCode === status && error.message.includes(code),
      );
      assert.equal(slack.callsOf('chat.postMessage').length, 1);
    });
  }

  it('waits as long as Slack asks, and says it then', async () => {
    slack.failNext('chat.postMessage', { kind: 'throttled', retryAfterSeconds: 1 });
    const start = performance.now();
    await turn((context) => context.sendActivity(card('patient')));
    assert.ok(performance.now() - start >= 950);
    assert.equal(channel.botMessages.length, 1);
  });

  it('makes a change again that may have failed, but sends no message again', async () => {
    const fault = { kind: 'status', status: 500 } as const;
    await turn(async (context) => {
      const sent = await context.sendActivity(card('one'));
      slack.failNext('chat.update', fault);
      await context.updateActivity({ ...card('two'), id: sent?.id ?? '' });
      slack.failNext('chat.postMessage', fault);
      await assert.rejects(context.sendActivity(card('three')), { statusCode: 503 });
    });
    assert.equal(slack.callsOf('chat.update').length, 2);
    assert.equal(channel.botMessages.length, 1);
  });

  it('apologizes once for a turn that failed, to the person alone if the turn is theirs', async () => {
    const fail = async () => {
      throw new Error('A bug.');
    };
    await adapter.process(activity(), fail, { userId: user.id });
    assert.deepEqual(
      channel.botMessages.map((message) => [textOfMessage(message), message.onlyFor]),
      [[words.unexpected, user.id]],
    );
    await adapter.process(activity(), async () => {
      throw new ChatAnswerError(403, 'not_in_channel');
    });
    assert.equal(channel.botMessages.length, 1);
  });

  it('has no way to a workspace without a token', async () => {
    const other = { ...activity(), conversation: { id: 'T0OTHER:C1' } } as Activity;
    let failure: unknown;
    await adapter.process(other, (context) =>
      context.sendActivity('x').then(
        () => {},
        (error: unknown) => {
          failure = error;
        },
      ),
    );
    assert.ok(failure instanceof ChatAnswerError && failure.statusCode === 403);
  });
});
