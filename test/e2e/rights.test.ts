import assert from 'node:assert/strict';
import type { ChatMessage } from '../../emulators/teams/connector/conversation.ts';
import type { TeamsUser } from '../../emulators/teams/user/teams-user.ts';
import { textOf, waitForQuestion, waitForText, waitForUpdate } from '../support/chat.ts';
import { executeAnswer } from '../support/execute-answer.ts';
import { createWorld, type World } from '../support/world.ts';

const ADMIN = { id: '29:admin', name: 'Ravi Iyer', aadObjectId: 'aaaa0000-0000-4000-8000-00000000000a' };
const OTHER = { id: '29:other', name: 'Ravi Iyer', aadObjectId: 'bbbb0000-0000-4000-8000-00000000000b' };
const NORTH = 'df91cb37-97bf-4ccd-a8c2-b2a3ba5eac62@1';
const STORE = '5b0e3f7c-2f3a-4d0e-9a51-6c1f0b8d7e24';
const WAREHOUSE = '9e24b6d0-7c18-4a93-b5f2-0d6a3c8e1f47';

describe('the rights of people', () => {
  let world: World;
  let user: TeamsUser;
  before(async () => {
    world = await createWorld({
      environment: {
        ADMIN_IDS: ADMIN.aadObjectId.toUpperCase(),
        ALLOWED_GROUP_IDS: `${NORTH},${STORE}`,
        MAX_OPEN_FORWARDS: '2',
      },
    });
  });
  after(() => world.close());
  beforeEach(() => {
    user = world.teams.createUser({ endpoint: world.user.endpoint });
  });

  const share = async (name: string) =>
    user.shares([await world.teams.serveFile({ kind: 'generated', size: 9_000 }, { name })]);
  const ask = async (name: string): Promise<ChatMessage> => {
    await share(name);
    return waitForQuestion(user.conversation, name);
  };
  const said = async (text: string, changes = {}) => {
    await user.says(text, changes);
    const newest = user.conversation.messages.at(-1);
    return newest ? textOf(newest) : '';
  };

  it('let nobody answer for somebody else, not even an administrator', async () => {
    const card = await ask('asked.pdf');
    for (const from of [OTHER, ADMIN]) {
      for (const button of ['Forward', 'Cancel', 'Skip caption']) {
        const answer = executeAnswer(await user.submits(card.activity, button, { group: NORTH }, { from }));
        assert.match(answer.text, /^Only Asha Rao can answer/);
      }
    }
    assert.deepEqual(world.kaizala.posts(), []);
  });

  it('let the person who asked and administrators try again', async () => {
    world.kaizala.faults.add({ kind: 'status', operation: 'action', status: 403 });
    const card = await ask('retried.pdf');
    await user.submits(card.activity, 'Forward', { group: NORTH });
    const failed = await waitForUpdate(user.conversation, card, /^Not posted/);
    const [, id = ''] = /^Forward ([0-9a-f]{8})$/m.exec(textOf(failed)) ?? [];
    world.kaizala.faults.clear();
    const foreign = await said(`/retry ${id}`, { from: OTHER });
    const unknown = await said('/retry 0a0b0c0d', { from: OTHER });
    assert.equal(foreign.replace(id, '0a0b0c0d'), unknown, 'as if it were not there');
    assert.match(await said(`/history ${user.member.id}`, { from: OTHER }), /^Only administrators/);
    assert.match(await said(`/history ${user.member.id} 3`, { from: ADMIN }), /retried\.pdf/);
    await user.says(`/retry ${id}`, { from: ADMIN });
    await waitForText(user.conversation, /^Posted to Field crew North/);
  });

  it('show and take the allowed groups alone', async () => {
    assert.equal(
      await said('/groups'),
      'Kaizala groups I can post to:\n• Field crew North\n• Store 114 – morning shift',
    );
    assert.match(await said('/link Warehouse safety reports'), /^I know no Kaizala group/);
    const card = await ask('elsewhere.pdf');
    const answer = executeAnswer(await user.submits(card.activity, 'Forward', { group: WAREHOUSE }));
    assert.match(answer.text, /not one of the connector’s/);
    assert.ok(world.kaizala.posts().every(({ groupName }) => groupName !== 'Warehouse safety reports'));
  });

  it('let nobody have more open than is allowed, and say what to do', async () => {
    await ask('1.pdf');
    await ask('2.pdf');
    await share('3.pdf');
    await waitForText(user.conversation, /2 of your forwards are unanswered.*Answer or cancel some of them/);
    await user.says('/cancel');
    await ask('4.pdf');
  });
});
