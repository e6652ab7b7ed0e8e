import assert from 'node:assert/strict';
import { startTeamsEmulator, type TeamsEmulator } from '../../../emulators/teams/start-teams-emulator.ts';
import type { TeamsUser } from '../../../emulators/teams/user/teams-user.ts';
import { type StubBot, startStubBot } from './stub-bot.ts';

describe('the Teams connector', () => {
  let teams: TeamsEmulator;
  let bot: StubBot;
  let user: TeamsUser;
  let base: string;

  beforeEach(async () => {
    teams = await startTeamsEmulator();
    bot = await startStubBot();
    user = teams.createUser({ endpoint: bot.endpoint });
    const { activity } = await user.says('hello');
    base = `${activity.serviceUrl}v3/conversations/${encodeURIComponent(user.conversation.id)}`;
  });

  afterEach(async () => {
    await bot.close();
    await teams.close();
  });

  const call = (method: string, path: string, body?: unknown) =>
    fetch(base + path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  const send = async (body: unknown): Promise<string> => {
    const { id } = (await (await call('POST', '/activities', body)).json()) as { id: string };
    return id;
  };

  it('puts a sent message into the conversation and gives it an id', async () => {
    const response = await call('POST', '/activities', { type: 'message', text: 'Hi' });
    assert.equal(response.status, 201);
    const { id } = (await response.json()) as { id: string };
    assert.deepEqual(user.conversation.messages, [
      { id, activity: { type: 'message', text: 'Hi', id }, history: [] },
    ]);
  });

  it('keeps what a reply answers', async () => {
    await call('POST', '/activities/1766460000001', { type: 'message', text: 'Hi' });
    assert.equal(user.conversation.messages[0]?.activity.replyToId, '1766460000001');
  });

  it('updates a message in place and keeps its earlier versions', async () => {
    const id = await send({ type: 'message', text: 'one' });
    await call('PUT', `/activities/${id}`, { type: 'message', text: 'two' });
    const last = await call('PUT', `/activities/${id}`, { type: 'message', text: 'three' });
    assert.equal(last.status, 200);
    const [message, ...others] = user.conversation.messages;
    assert.equal(others.length, 0);
    assert.equal(message?.activity.text, 'three');
    assert.deepEqual(
      message?.history.map(({ text }) => text),
      ['one', 'two'],
    );
  });

  it('takes a deleted message away', async () => {
    const id = await send({ type: 'message', text: 'one' });
    assert.equal((await call('DELETE', `/activities/${id}`)).status, 200);
    assert.deepEqual(user.conversation.messages, []);
    assert.deepEqual(
      user.conversation.events.map(({ kind }) => kind),
      ['said', 'sent', 'deleted'],
    );
  });

  it('keeps a typing sign out of the messages', async () => {
    await send({ type: 'typing' });
    assert.deepEqual(user.conversation.messages, []);
    assert.equal(user.conversation.events.at(-1)?.activity.type, 'typing');
  });

  it('lists the person in the conversation', async () => {
    assert.deepEqual(await (await call('GET', '/members')).json(), [user.member]);
    assert.deepEqual(await (await call('GET', '/pagedmembers?pageSize=50')).json(), {
      members: [user.member],
    });
    const one = await call('GET', `/members/${encodeURIComponent(user.member.id)}`);
    assert.deepEqual(await one.json(), user.member);
    assert.equal((await call('GET', '/members/29:nobody')).status, 404);
  });

  it('refuses what Teams refuses', async () => {
    const message = { type: 'message', text: 'x' };
    const foreign = await fetch(`${base.replace(/[^/]+$/, 'a%3Aother')}/activities`, {
      method: 'POST',
      body: JSON.stringify(message),
    });
    assert.equal(foreign.status, 404);
    const unknown = await call('PUT', '/activities/1', message);
    assert.equal(unknown.status, 404);
    assert.deepEqual(await unknown.json(), {
      error: {
        code: 'ActivityNotFoundInConversation',
        message: 'The activity is not in this conversation.',
      },
    });
    assert.equal((await call('DELETE', '/activities/1')).status, 404);
    assert.equal((await call('POST', '/activities', { text: 'no type' })).status, 400);
    assert.equal(
      (await call('POST', '/activities', { type: 'message', text: 'x'.repeat(102_400) })).status,
      413,
    );
    assert.equal((await call('PUT', '/activities', message)).status, 405);
  });

  it('fails the calls it was told to fail, and no others', async () => {
    const id = await send({ type: 'message', text: 'one' });
    teams.failNext('send', { kind: 'throttle', retryAfterSeconds: 2 });
    teams.failNext('send', { kind: 'status', status: 403 }, 2);
    assert.equal((await call('PUT', `/activities/${id}`, { type: 'message' })).status, 200);
    const throttled = await call('POST', '/activities', { type: 'message' });
    assert.equal(throttled.status, 429);
    assert.equal(throttled.headers.get('retry-after'), '2');
    assert.equal((await call('POST', '/activities', { type: 'message' })).status, 403);
    assert.equal((await call('POST', '/activities', { type: 'message' })).status, 403);
    assert.equal((await call('POST', '/activities', { type: 'message' })).status, 201);
    assert.equal(user.conversation.messages.length, 2);
    assert.deepEqual(
      [...teams.struckFaults],
      [
        ['throttle', 1],
        ['status', 2],
      ],
    );
  });

  it('never answers a stalled call', async () => {
    const id = await send({ type: 'message', text: 'one' });
    teams.failNext('update', { kind: 'stall' }, Number.POSITIVE_INFINITY);
    await assert.rejects(
      fetch(`${base}/activities/${id}`, {
        method: 'PUT',
        body: JSON.stringify({ type: 'message', text: 'two' }),
        signal: AbortSignal.timeout(50),
      }),
      { name: 'TimeoutError' },
    );
    assert.equal(user.conversation.messages[0]?.activity.text, 'one');
    teams.clearFaults();
    assert.equal((await call('PUT', `/activities/${id}`, { type: 'message', text: 'two' })).status, 200);
  });
});
