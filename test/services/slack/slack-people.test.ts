import assert from 'node:assert/strict';
import { SlackPeople } from '../../../services/slack/slack-people.ts';
import type { SlackWorkspaces } from '../../../services/slack/slack-workspace.ts';
import { unhurried } from '../teams/graph-stand-in.ts';
import { ACME, BOT_USER, ok, refused, SLACK_TOKEN, SlackStandIn, TEAM } from './slack-stand-in.ts';

const ASHA = { id: 'U0ASHA01', team_id: TEAM, name: 'asha', real_name: 'Asha Rao', is_admin: false };
const GENERAL = {
  id: 'C0GEN001',
  name: 'general',
  creator: 'U0RAVI01',
  is_member: true,
};

describe('who people of Slack are', () => {
  let slack: SlackStandIn;
  let people: SlackPeople;
  beforeEach(async () => {
    slack = await SlackStandIn.start();
    people = new SlackPeople(slack.api, ACME);
    slack.answer('users.info', ok({ user: ASHA }));
    slack.answer('conversations.info', ok({ channel: GENERAL }));
  });
  afterEach(() => slack.close());

  const user = (teamId = TEAM) => people.user({ teamId, userId: 'U0ASHA01' }, unhurried());
  const isOwner = (userId = 'U0ASHA01', signal = unhurried()) =>
    people.isChannelOwner({ teamId: TEAM, channelId: 'C0GEN001', userId }, signal);

  it('is asked once for all who want to know at about the same time', async () => {
    const [one, other] = await Promise.all([user(), user()]);
    await user();
    assert.deepEqual(one, { id: 'U0ASHA01', teamId: TEAM, name: 'Asha Rao', isAdmin: false });
    assert.equal(other, one);
    assert.equal(slack.asked('users.info').length, 1);
  });

  it('is told with the name that people see', async () => {
    slack.answer('users.info', ok({ user: { ...ASHA, profile: { display_name: 'asha-r' } } }));
    assert.equal((await user()).name, 'asha-r');
  });

  it('is not told of a workspace that does not have the app', async () => {
    await assert.rejects(user('T0OTHER1'), { code: 'slack.refused', slackCode: 'no_token' });
    assert.deepEqual(slack.server.requests, []);
  });

  it('is asked again after a failure', async () => {
    slack.answer('users.info', refused('user_not_found'), ok({ user: ASHA }));
    await assert.rejects(user(), { slackCode: 'user_not_found' });
    assert.equal((await user()).id, 'U0ASHA01');
  });

  it('says of channels who made them, as far as that is told', async () => {
    const shared = { ...GENERAL, is_member: null, creator: undefined };
    slack.answer('conversations.info', ok({ channel: shared }));
    assert.deepEqual(await people.channel({ teamId: TEAM, channelId: 'C0GEN001' }, unhurried()), {
      id: 'C0GEN001',
      name: 'general',
      isMember: false,
      isGroupChat: false,
    });
  });

  it('lets the creator speak for a channel, and nobody else who is no administrator', async () => {
    assert.equal(await isOwner('U0RAVI01'), 'yes');
    assert.equal(await isOwner('U0ASHA01'), 'no');
  });

  for (const right of ['is_admin', 'is_owner', 'is_primary_owner']) {
    it(`lets somebody with ${right} speak for every channel, if it is here`, async () => {
      slack.answer(
        'users.info',
        ok({ user: { ...ASHA, [right]: true } }),
        ok({ user: { ...ASHA, [right]: true, team_id: 'T0OTHER1' } }),
      );
      assert.equal(await isOwner(), 'yes');
      assert.equal(await isOwner('U0OUTSIDE'), 'no');
    });
  }

  it('lets administrators speak for the workspaces of their own organisation alone, if that has the app', async () => {
    const E: SlackWorkspaces = {
      find: async () => ({ teamId: 'E0ORG001', botToken: SLACK_TOKEN, botUserId: BOT_USER }),
    };
    const ofOrganisation = new SlackPeople(slack.api, E);
    const admin = { ...ASHA, is_admin: true };
    slack.answer(
      'users.info',
      ok({ user: { ...admin, enterprise_user: { enterprise_id: 'E0ORG001' } } }),
      ok({ user: { ...admin, enterprise_user: { enterprise_id: 'E0OTHER1' } } }),
      ok({ user: admin }),
    );
    const verdicts = ['U1', 'U2', 'U3'].map((userId) =>
      ofOrganisation.isChannelOwner({ teamId: 'E0ORG001', channelId: 'C0GEN001', userId }, unhurried()),
    );
    assert.deepEqual((await Promise.all(verdicts)).toSorted(), ['no', 'no', 'yes']);
  });

  it('does not know where Slack says nothing of the one or the other, unless that is enough', async () => {
    slack.answer('conversations.info', refused('missing_scope', { needed: 'channels:read' }));
    assert.equal(await isOwner('U0ASHA01'), 'unknown');
    slack.answer('users.info', ok({ user: { ...ASHA, is_admin: true } }));
    assert.equal(await isOwner('U0ADMIN1'), 'yes');
    slack.answer('users.info', refused('user_not_found'));
    slack.answer('conversations.info', ok({ channel: GENERAL }));
    assert.equal(await isOwner('U0GONE01'), 'unknown');
    assert.equal(await isOwner('U0RAVI01'), 'yes');
  });

  it('is not waited for longer than one wants to', async () => {
    slack.answer('users.info', () => {});
    await assert.rejects(isOwner('U0ASHA01', AbortSignal.timeout(20)), { name: 'TimeoutError' });
  });
});
