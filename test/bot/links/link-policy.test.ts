import assert from 'node:assert/strict';
import type { Activity } from 'botbuilder';
import { Admins } from '../../../bot/admins.ts';
import { LinkPolicy } from '../../../bot/links/link-policy.ts';
import type { Verdict } from '../../../services/verdict.ts';

const ADMIN = { id: '29:admin', aadObjectId: 'aaaa0000-0000-4000-8000-00000000000a' };
const SOMEBODY = { id: '29:some', aadObjectId: 'bbbb0000-0000-4000-8000-00000000000b' };
const adminIds = ['AAAA0000-0000-4000-8000-00000000000A', '29:Other'];

const from = (who: object, conversationType?: string) =>
  ({ channelId: 'msteams', from: who, conversation: { id: 'x', conversationType } }) as Activity;

function policyOf(policy: 'admins' | 'owners' | 'anyone', isOwner?: Verdict) {
  const ask = async () => isOwner ?? assert.fail('Nobody was to be asked who owns the team.');
  return new LinkPolicy(policy, new Admins(adminIds), { isOwner: ask });
}

describe('who may link', () => {
  for (const place of ['personal', 'groupChat', 'channel', undefined]) {
    it(`are administrators, ${place ?? 'anywhere'}, by object id in any case or by the id of the chat`, async () => {
      for (const policy of ['admins', 'owners', 'anyone'] as const) {
        const check = (who: object) => policyOf(policy).refusal(from(who, place));
        assert.equal(await check(ADMIN), undefined);
        assert.equal(await check({ id: '29:Other' }), undefined);
      }
    });
  }

  it('is nobody else if only administrators may', async () => {
    for (const who of [SOMEBODY, { id: '29:other' }, { id: '29:x', aadObjectId: '' }]) {
      assert.match((await policyOf('admins').refusal(from(who))) ?? '', /Only administrators/);
    }
  });

  it('is anyone if anyone may', async () => {
    assert.equal(await policyOf('anyone').refusal(from(SOMEBODY, 'channel')), undefined);
  });

  it('is, among owners, everybody in a chat, and the owners of a team in its channels', async () => {
    for (const place of ['personal', 'groupChat', undefined]) {
      assert.equal(await policyOf('owners').refusal(from(SOMEBODY, place)), undefined);
    }
    const inChannel = (isOwner: Verdict) => policyOf('owners', isOwner).refusal(from(SOMEBODY, 'channel'));
    assert.equal(await inChannel('yes'), undefined);
    assert.match((await inChannel('no')) ?? '', /Only owners of this team and administrators/);
    const untyped = { from: SOMEBODY, conversation: { id: '19:a@thread.tacv2' } } as Activity;
    assert.match((await policyOf('owners', 'no').refusal(untyped)) ?? '', /Only owners/);
    assert.match((await inChannel('unknown')) ?? '', /TeamMember\.Read\.Group.*ADMIN_IDS/);
  });

  it('are people of Slack by their ids, whichever way Slack comes', async () => {
    const policy = new LinkPolicy('admins', new Admins(['U0ASHA01']), {
      isOwner: () => assert.fail('Nobody was to be asked.'),
    });
    const said = (id: string, channelId = 'slack') =>
      policy.refusal({ ...from({ id }, 'channel'), channelId } as Activity);
    assert.equal(await said('U0ASHA01'), undefined);
    assert.equal(await said('U0ASHA01:T0ACME01'), undefined);
    assert.match((await said('U0BEN0001')) ?? '', /Only administrators of this bot/);
    assert.match((await said('U0ASHA01:T0ACME01', 'msteams')) ?? '', /Only administrators/);
  });

  it('are administrators only where the chat vouches for their ids, and in their own workspace', () => {
    const admins = new Admins(['U0ASHA01:T0ACME01', ADMIN.aadObjectId]);
    const isAdmin = (channelId: string, who: object, tenantId?: string) =>
      admins.has({ channelId, from: who, conversation: { id: 'x', tenantId } } as Activity);
    assert.equal(isAdmin('slack', { id: 'U0ASHA01' }, 'T0ACME01'), true);
    assert.equal(isAdmin('slack', { id: 'U0ASHA01:T0ACME01' }), true);
    assert.equal(isAdmin('slack', { id: 'U0ASHA01' }, 'T0OTHER1'), false);
    assert.equal(isAdmin('slack', { id: 'U0ASHA01:T0OTHER1' }), false);
    assert.equal(isAdmin('slack', { id: 'U0BEN001', aadObjectId: ADMIN.aadObjectId }, 'T0ACME01'), false);
    assert.equal(isAdmin('directline', ADMIN), false);
    assert.equal(isAdmin('msteams', { id: 'x', name: ADMIN.aadObjectId }), false);
    assert.equal(isAdmin('msteams', ADMIN), true);
  });

  it('are told apart from others in the words of Slack', async () => {
    const inSlack = (isOwner: Verdict) =>
      policyOf('owners', isOwner).refusal({
        ...from(SOMEBODY, 'channel'),
        channelId: 'slack',
        serviceUrl: 'slack:direct',
      } as Activity);
    assert.equal(await inSlack('yes'), undefined);
    assert.match((await inSlack('no')) ?? '', /whoever created this channel/);
    assert.match((await inSlack('unknown')) ?? '', /could not find out/);
  });
});
