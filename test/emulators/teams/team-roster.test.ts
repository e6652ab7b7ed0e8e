import assert from 'node:assert/strict';
import type { Team } from '../../../emulators/teams/groups/team.ts';
import { startTeamsEmulator, type TeamsEmulator } from '../../../emulators/teams/start-teams-emulator.ts';

describe('who and what is in a team', () => {
  let teams: TeamsEmulator;
  let team: Team;

  beforeEach(async () => {
    teams = await startTeamsEmulator();
    team = teams.createTeam({
      name: 'Ops',
      endpoint: 'http://127.0.0.1:1/',
      members: [{ name: 'Asha Rao', role: 'owner' }, { name: 'Mei Chen' }, { name: 'Jo', role: 'guest' }],
    });
  });

  afterEach(() => teams.close());

  const get = async (path: string): Promise<[number, unknown]> => {
    const response = await fetch(`${teams.serviceUrl}v3/${path}`);
    return [response.status, await response.json()];
  };

  it('is told by the connector', async () => {
    const channel = team.createChannel('Night shift');
    const { id, aadGroupId } = team;
    const path = `teams/${encodeURIComponent(id)}`;
    assert.deepEqual(await get(path), [200, { id, name: 'Ops', aadGroupId }]);
    assert.deepEqual(await get(`${path}/conversations`), [
      200,
      { conversations: [{ id }, { id: channel.id, name: 'Night shift' }] },
    ]);
    assert.equal((await get('teams/other'))[0], 404);
    assert.equal((await get(`${path}/other`))[0], 404);
    teams.failNext('team', { kind: 'throttle', retryAfterSeconds: 1 });
    assert.equal((await get(path))[0], 429);
  });

  it('has a roster with roles, found by either id', async () => {
    const { person } = team.general.member('Asha Rao');
    assert.deepEqual(
      [person.userRole, person.email, person.userPrincipalName, person.tenantId],
      ['owner', 'asha.rao@contoso.com', 'asha.rao@contoso.com', teams.tenantId],
    );
    const thread = `conversations/${encodeURIComponent(`${team.id};messageid=1766460000001`)}`;
    const [, everybody] = await get(`${thread}/members`);
    assert.deepEqual(
      (everybody as { name: string; userRole: string }[]).map(({ name, userRole }) => [name, userRole]),
      [
        ['Asha Rao', 'owner'],
        ['Mei Chen', 'user'],
        ['Jo', 'guest'],
      ],
    );
    for (const id of [person.id, person.aadObjectId]) {
      assert.deepEqual(await get(`${thread}/members/${encodeURIComponent(id)}`), [200, person]);
    }
    teams.failNext('roster', { kind: 'status', status: 500 });
    assert.equal((await get(`${thread}/members`))[0], 500);
  });

  it('is told page by page', async () => {
    const names: string[] = [];
    let token: string | undefined = '';
    while (token !== undefined) {
      const query: string = `pageSize=2${token && `&continuationToken=${token}`}`;
      const [, page] = await get(`conversations/${encodeURIComponent(team.id)}/pagedmembers?${query}`);
      const { members, continuationToken } = page as {
        members: { name: string }[];
        continuationToken?: string;
      };
      names.push(...members.map(({ name }) => name));
      token = continuationToken;
    }
    assert.deepEqual(names, ['Asha Rao', 'Mei Chen', 'Jo']);
  });

  it('is the same person in every team and chat', () => {
    const members = [{ name: 'Asha Rao' }];
    const chat = teams.createGroupChat({ endpoint: 'http://127.0.0.1:1/', members });
    assert.equal(chat.member('Asha Rao').person.id, team.general.member('Asha Rao').person.id);
    assert.equal(chat.member('Asha Rao').person.userRole, 'user');
  });
});
