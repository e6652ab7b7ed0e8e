import assert from 'node:assert/strict';
import { EgressPolicy } from '../../../services/files/egress/egress-policy.ts';
import { createTeamsServices } from '../../../services/teams/create-teams-services.ts';
import { BOT_TOKEN, GraphStandIn, TENANT, unhurried } from './graph-stand-in.ts';

const MEMBERS = '/teams/group/members';

describe('who owns a team', () => {
  let teams: GraphStandIn;
  beforeEach(async () => {
    teams = await GraphStandIn.start();
    teams.connector.script('GET /v3/teams/team', { body: { aadGroupId: 'group' } });
  });
  afterEach(() => teams.close());

  const ROSTER = 'GET /v3/conversations/19%3Ac%3Bmessageid%3D1/members/29%3Auser';
  const isOwner = (services = teams.services, changes = {}) =>
    services.isTeamOwner(
      {
        serviceUrl: `${teams.connector.url}/`,
        teamId: 'team',
        tenantId: TENANT,
        conversationId: '19:c;messageid=1',
        userId: '29:user',
        aadObjectId: 'AAD-1',
        ...changes,
      },
      unhurried(),
    );
  const page = (next: string | undefined, ...members: object[]) => ({
    body: { value: members, ...(next && { '@odata.nextLink': next }) },
  });
  const other = { userId: 'aad-0', roles: ['owner'] };

  it('is told by the roster that the bot sees', async () => {
    teams.connector.script(ROSTER, { body: { id: '29:user', userRole: 'Owner' } });
    assert.equal(await isOwner(), 'yes');
    assert.deepEqual(teams.graph.requests, []);
    assert.equal(teams.connector.requests[0]?.headers.authorization, `Bearer ${BOT_TOKEN}`);
  });

  for (const roster of [{ status: 404 }, { status: 503 }, { body: { userRole: 'user' } }, { body: {} }]) {
    it(`is told by Graph if the roster says ${JSON.stringify(roster)}`, async () => {
      teams.connector.script(ROSTER, roster);
      teams.answer(MEMBERS, page(undefined, other, { userId: 'aad-1', roles: ['owner'] }));
      assert.equal(await isOwner(), 'yes');
      teams.answer(MEMBERS, page(undefined, other, { userId: 'aad-1', roles: [] }));
      assert.equal(await isOwner(), 'no');
      teams.answer(MEMBERS, page(undefined, other));
      assert.equal(await isOwner(), 'no');
    });
  }

  it('is looked for on all pages of Graph', async () => {
    const second = `${teams.graph.url}/graph/v1.0/second`;
    teams.answer(MEMBERS, page(second, other));
    teams.answer('/second', page(undefined, { userId: 'aad-1', roles: ['owner'] }));
    assert.equal(await isOwner(), 'yes');
  });

  it('is not looked for where a page leads out of Graph', async () => {
    for (const next of [`${teams.connector.url}/graph/v1.0/second`, `${teams.graph.url}/login/second`]) {
      teams.answer(MEMBERS, page(next, other));
      assert.equal(await isOwner(), 'unknown');
    }
    assert.ok(teams.connector.requests.every(({ target }) => !target.includes('second')));
  });

  it('stays unknown where neither tells', async () => {
    teams.answer(MEMBERS, { status: 403 });
    assert.equal(await isOwner(), 'unknown');
    assert.equal(await isOwner(teams.services, { aadObjectId: undefined }), 'unknown');
    const without = createTeamsServices({
      egress: new EgressPolicy([]),
      botTokens: { token: async () => undefined },
    });
    assert.equal(await isOwner(without), 'unknown');
  });
});
