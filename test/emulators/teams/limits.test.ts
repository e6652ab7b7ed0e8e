import assert from 'node:assert/strict';
import sinon from 'sinon';
import { startTeamsEmulator, type TeamsEmulator } from '../../../emulators/teams/start-teams-emulator.ts';
import type { TeamsUser } from '../../../emulators/teams/user/teams-user.ts';

describe("Teams' limits for a bot in one conversation", () => {
  let teams: TeamsEmulator;
  let clock: sinon.SinonFakeTimers;

  beforeEach(() => {
    clock = sinon.useFakeTimers({ toFake: ['Date'], now: 1_766_460_000_000 });
  });

  afterEach(async () => {
    clock.restore();
    await teams.close();
  });

  const open = async (keepsLimits: boolean): Promise<TeamsUser> => {
    teams = await startTeamsEmulator({ keepsLimits });
    return teams.createUser({ endpoint: 'http://127.0.0.1:1/' });
  };

  const send = ({ conversation }: TeamsUser) =>
    fetch(`${teams.serviceUrl}v3/conversations/${encodeURIComponent(conversation.id)}/activities`, {
      method: 'POST',
      body: '{"type":"message"}',
    });

  const sendUntilThrottled = async (user: TeamsUser): Promise<[number, string | null]> => {
    for (let sent = 0; ; sent += 1) {
      const response = await send(user);
      if (response.status === 429) return [sent, response.headers.get('retry-after')];
    }
  };

  it('stop it for as long as each of them says', async () => {
    const user = await open(true);
    assert.deepEqual(await sendUntilThrottled(user), [7, '1']);
    clock.tick(1_000);
    assert.deepEqual(await sendUntilThrottled(user), [1, '1']);
    let sent = 8;
    while (sent < 60) {
      clock.tick(500);
      if ((await send(user)).status === 201) sent += 1;
    }
    clock.tick(1_000);
    const [more, wait] = await sendUntilThrottled(user);
    assert.ok(more <= 1 && Number(wait) >= 1, `${more} more, wait ${wait}`);
  });

  it('count conversations apart, and updates with sends', async () => {
    const user = await open(true);
    const other = teams.createUser({ endpoint: 'http://127.0.0.1:1/' });
    await sendUntilThrottled(user);
    assert.equal((await send(other)).status, 201);
    const [message] = user.conversation.messages;
    const url = `${teams.serviceUrl}v3/conversations/${encodeURIComponent(user.conversation.id)}/activities/${message?.id}`;
    assert.equal((await fetch(url, { method: 'PUT', body: '{"type":"message"}' })).status, 429);
    assert.equal(message?.history.length, 0);
  });

  it('are off unless they are asked for, and the pace is on record all the same', async () => {
    const user = await open(false);
    for (let sent = 0; sent < 9; sent += 1) assert.equal((await send(user)).status, 201);
    clock.tick(250);
    await send(user);
    const calls = teams.callsIn(user.conversation.id);
    assert.equal(calls.length, 10);
    assert.deepEqual(calls.at(-1), { call: 'send', at: 1_766_460_000_250, isThrottled: false });
    assert.deepEqual(teams.callsIn('a:other'), []);
  });
});
