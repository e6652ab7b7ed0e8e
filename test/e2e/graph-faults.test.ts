import assert from 'node:assert/strict';
import type { GraphFault } from '../../emulators/teams/graph/graph-fault.ts';
import type { GroupChat } from '../../emulators/teams/groups/group-chat.ts';
import { textOf, waitForText, waitForUpdate } from '../support/chat.ts';
import { createWorld, type World } from '../support/world.ts';

const ALWAYS = Number.POSITIVE_INFINITY;
const THROTTLED_SECONDS = 2;
const status = (code: number): GraphFault => ({ kind: 'status', status: code });
const throttle = (): GraphFault => ({ kind: 'throttle', retryAfterSeconds: THROTTLED_SECONDS });

describe('Microsoft Graph in trouble', () => {
  let world: World;
  let chat: GroupChat;
  let dead: GraphFault;
  let count = 0;
  before(async () => {
    world = await createWorld({ environment: { LINK_POLICY: 'anyone' } });
    dead = { kind: 'redirect', to: `http://${world.teams.host}/dead?tempauth=MARKED` };
  });
  after(() => world.close());
  beforeEach(async () => {
    chat = world.teams.createGroupChat({
      endpoint: String(world.user.endpoint),
      members: [{ name: 'Asha' }],
    });
    await chat.member('Asha').says('/link Field crew North auto');
  });
  afterEach(() => world.teams.graph.clearFaults());

  const share = async () => {
    const name = `graph-${++count}.pdf`;
    const file = await world.teams.serveFile({ kind: 'generated', size: 9_000 }, { name });
    await chat.member('Asha').shares([file], 'look', { mention: 'none' });
    return file;
  };
  const posted = () => waitForText(chat.conversation, /^✓ Posted to Field crew North: 1 file$/, 40_000);
  const postsOf = (name: string) =>
    world.kaizala.posts().flatMap(({ files }) => files.filter((file) => file.name === name));

  for (const [what, call, fault, times] of [
    ['a message that it does not know yet', 'message', () => status(404), 1],
    ['no message while it is down', 'message', () => status(503), 2],
    ['no file while it is down', 'share', () => status(503), 2],
    ['no token while it is down', 'token', () => status(503), 1],
    ['a request that it throttles', 'message', throttle, 1],
    ['a file that it throttles', 'share', throttle, 1],
    ['a link that is dead, once', 'share', () => dead, 1],
  ] as const) {
    it(`is asked again about ${what}`, async () => {
      if (call === 'token') world.teams.graph.expireTokens();
      world.teams.graph.failNext(call, fault(), times);
      const began = Date.now();
      const file = await share();
      await posted();
      if (fault().kind === 'throttle') assert.ok(Date.now() - began >= THROTTLED_SECONDS * 1_000);
      const held = postsOf(file.name);
      assert.deepEqual(
        held.map(({ sha256 }) => sha256),
        [await file.sha256()],
      );
    }).timeout(60_000);
  }

  for (const [what, call, fault, words, hasRetry] of [
    ['messages are forbidden', 'message', () => status(403), /ChatMessage\.Read\.Chat/, true],
    ['the message is gone', 'message', () => status(404), /The message is not there any more/, true],
    ['the file is forbidden', 'share', () => status(403), /its site does not let the bot read it/, false],
    ['the file is gone', 'share', () => status(404), /The file is not there any more/, false],
    ['its links are all dead', 'share', () => dead, /has expired or is not open to the bot/, false],
  ] as const) {
    it(`is quoted in words that help if ${what}`, async () => {
      world.teams.graph.failNext(call, fault(), ALWAYS);
      const file = await share();
      const reply = await waitForText(chat.conversation, words, 30_000);
      const text = textOf(reply);
      assert.doesNotMatch(text, /MARKED|https?:/);
      assert.deepEqual(postsOf(file.name), []);
      assert.equal(chat.conversation.messages.length, 2, 'the answer to /link, and one reply');
      const card = JSON.stringify(reply.activity.attachments);
      assert.equal(card.includes('"title":"Retry"'), hasRetry);
      if (!hasRetry) return;
      world.teams.graph.clearFaults();
      await chat.member('Asha').submits(reply.activity, 'Retry');
      await waitForUpdate(chat.conversation, reply, /^✓ Posted to Field crew North: 1 file$/, 20_000);
    }).timeout(60_000);
  }
});
