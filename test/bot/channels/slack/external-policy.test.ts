import assert from 'node:assert/strict';
import { activityOfEvent } from '../../../../bot/channels/slack/activity-of-event.ts';
import { activityOfPayload } from '../../../../bot/channels/slack/activity-of-payload.ts';
import { ExternalPolicy } from '../../../../bot/channels/slack/external-policy.ts';
import type { SlackUser } from '../../../../services/slack/slack-people.ts';
import { envelope, press, SHARED, WORKSPACE } from './envelopes.ts';

const HOME = 'T0ACME01';
const AWAY = 'T0BOLT02';
const SHARED_CHANNEL = { is_ext_shared_channel: true };

/** A Slack in which everybody belongs to this workspace; undefined: it tells nothing. */
const people = (teamId: string | undefined) => ({
  async user({ userId }: { readonly userId: string }): Promise<SlackUser> {
    if (teamId === undefined) throw new Error('no token');
    return { id: userId, name: 'Lee', teamId, isAdmin: false };
  },
});

describe('whether somebody of another organisation may forward', () => {
  const cases: readonly (readonly [
    what: string,
    event: object,
    fields: object,
    team: string | undefined,
    may: boolean,
  ])[] = [
    ['whoever is in a channel of ours alone', { user_team: AWAY }, {}, AWAY, true],
    ['one of ours in a shared channel', { user_team: HOME, team: HOME }, SHARED_CHANNEL, undefined, true],
    ['another’s person', { user_team: AWAY, team: AWAY }, SHARED_CHANNEL, HOME, false],
    ['another’s person by the source alone', { source_team: AWAY }, SHARED_CHANNEL, HOME, false],
    ['one of ours, by Slack’s word', {}, SHARED_CHANNEL, HOME, true],
    ['another’s person, by Slack’s word', {}, SHARED_CHANNEL, AWAY, false],
    ['one of whom nobody knows', {}, SHARED_CHANNEL, undefined, false],
    [
      'another’s person whose organisation has the app too',
      { user_team: AWAY, team: AWAY },
      {
        ...SHARED_CHANNEL,
        authorizations: [HOME, AWAY].map((team_id) => ({ team_id, user_id: 'U0BOT001' })),
      },
      HOME,
      false,
    ],
    [
      'one of our enterprise',
      { user_team: 'E0ORG001' },
      {
        ...SHARED_CHANNEL,
        authorizations: [{ team_id: HOME, enterprise_id: 'E0ORG001', user_id: 'U0BOT001' }],
      },
      undefined,
      true,
    ],
  ];
  for (const [what, event, fields, team, may] of cases) {
    it(`is ${may ? 'yes' : 'no'} for ${what}`, async () => {
      const activity = activityOfEvent(envelope({ ...SHARED, ...event }, fields), WORKSPACE);
      assert.ok(activity);
      const refusal = await new ExternalPolicy(false, people(team)).refusal(activity);
      assert.equal(refusal === undefined, may);
      assert.equal(
        await new ExternalPolicy(true, people(team)).refusal(activity),
        undefined,
        'if it is allowed',
      );
    });
  }

  it('goes by the workspace of whoever presses', async () => {
    const data = { forwardId: '0b0e3f5e-5d0c-4b8e-9a55-0d6b1d3c7f11', action: 'forward' };
    const policy = new ExternalPolicy(false, people(HOME));
    const refusal = (user: object) => {
      const activity = activityOfPayload(press(data, { user }), WORKSPACE);
      assert.ok(activity);
      return policy.refusal(activity);
    };
    assert.match((await refusal({ id: 'U0LEE001', team_id: AWAY })) ?? '', /another organisation/);
    assert.equal(await refusal({ id: 'U0ASHA01', team_id: HOME }), undefined);
    assert.equal(await refusal({ id: 'U0ASHA01' }), undefined);
  });

  it('takes everybody of an enterprise that has the app as a whole for ours', async () => {
    const data = { forwardId: '0b0e3f5e-5d0c-4b8e-9a55-0d6b1d3c7f11', action: 'forward' };
    const refusal = (enterprise: object | null) => {
      const activity = activityOfPayload(press(data, { enterprise }), { ...WORKSPACE, teamId: 'E0ORG001' });
      assert.ok(activity);
      return new ExternalPolicy(false, people(undefined)).refusal(activity);
    };
    assert.equal(await refusal({ id: 'E0ORG001', name: 'Acme' }), undefined);
    assert.match((await refusal({ id: 'E0OTHER1', name: 'Bolt' })) ?? '', /another organisation/);
    assert.match((await refusal(null)) ?? '', /another organisation/);
  });
});
