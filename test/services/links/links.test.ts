import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { migrate } from '../../../services/database/migrate.ts';
import { BridgeError } from '../../../services/errors.ts';
import { AllowedGroups } from '../../../services/kaizala/allowed-groups.ts';
import type { KaizalaGroup } from '../../../services/kaizala/types.ts';
import { GroupList } from '../../../services/links/group-list.ts';
import type { ConfiguredLink } from '../../../services/links/link.ts';
import { Links } from '../../../services/links/links.ts';
import { onEachEngine } from '../database/on-each-engine.ts';
import { listingClient } from './listing-client.ts';

const NORTH: KaizalaGroup = { id: 'n@1', name: 'North' };
const SOUTH: KaizalaGroup = { id: 's', name: 'South' };
const ASHA = { id: '29:1', name: 'Asha Rao' };

class KaizalaDownError extends BridgeError {
  constructor() {
    super('test.down', 'Kaizala is down.', { action: 'retry' });
  }
}

onEachEngine('links', (database) => {
  let scope: string;
  before(() => migrate(database()));
  beforeEach(() => {
    scope = `msteams|${randomUUID()}`;
  });

  const linksWith = (
    answer: readonly KaizalaGroup[] | Error,
    ...configured: readonly Omit<ConfiguredLink, 'place'>[]
  ) =>
    new Links(database(), new GroupList(listingClient(answer)), {
      configured: configured.map((link, index) => ({ ...link, place: `links.yaml:${index + 1}:1` })),
    });

  it('to a group that is not allowed any more lead nowhere, even while Kaizala does not answer', async () => {
    await linksWith([NORTH, SOUTH]).set({ scope, group: SOUTH, mode: 'auto', linkedBy: ASHA });
    const allowed = new AllowedGroups([NORTH.id]);
    for (const answer of [[NORTH], new KaizalaDownError()]) {
      const links = new Links(database(), new GroupList(listingClient(answer)), { allowed });
      assert.match((await links.find(scope))?.problem ?? '', /“South”.*ALLOWED_GROUP_IDS/);
    }
    const configured = [{ scope, mode: 'ask', group: 'South', place: 'links.yaml:1:1' }] as const;
    const links = new Links(database(), new GroupList(listingClient([NORTH])), { configured, allowed });
    assert.match((await links.problems()).join(), /links\.yaml:1:1: .*“South”.*ALLOWED_GROUP_IDS/);
  });

  it('are not there until they are made, and not any more once they are removed', async () => {
    const links = linksWith([NORTH, SOUTH]);
    assert.equal(await links.find(scope), undefined);
    assert.equal(await links.remove(scope), false);
    assert.equal(await links.setMode(scope, 'auto'), false);
    await links.set({ scope, group: NORTH, mode: 'ask', linkedBy: ASHA });
    assert.equal((await links.find(scope))?.group?.id, NORTH.id);
    assert.equal(await links.find(`${scope}x`), undefined);
    assert.equal(await links.remove(scope), true);
    assert.equal(await links.find(scope), undefined);
  });

  it('tell who made them, when, and how files go', async () => {
    const links = linksWith([NORTH]);
    const before = Date.now();
    await links.set({ scope, group: NORTH, mode: 'auto', linkedBy: { id: '29:2' } });
    const link = await links.find(scope);
    assert.deepEqual(
      { ...link, linkedAt: undefined },
      {
        scope,
        group: NORTH,
        mode: 'auto',
        origin: 'chat',
        linkedBy: { id: '29:2' },
        linkedAt: undefined,
        writtenName: 'North',
      },
    );
    assert.ok(Math.abs((link?.linkedAt?.getTime() ?? 0) - before) < 60_000);
  });

  it('are replaced by newer ones', async () => {
    const links = linksWith([NORTH, SOUTH]);
    await links.set({ scope, group: NORTH, mode: 'ask', linkedBy: ASHA });
    assert.equal(await links.setMode(scope, 'auto'), true);
    assert.equal((await links.find(scope))?.mode, 'auto');
    await links.set({ scope, group: SOUTH, mode: 'ask', linkedBy: ASHA });
    const link = await links.find(scope);
    assert.deepEqual([link?.group, link?.mode], [SOUTH, 'ask']);
  });

  it('have the name that the group has now, or the one of then while Kaizala does not answer', async () => {
    await linksWith([NORTH]).set({ scope, group: NORTH, mode: 'ask', linkedBy: ASHA });
    const renamed = { id: NORTH.id, name: 'North-East' };
    assert.deepEqual((await linksWith([renamed]).find(scope))?.group, renamed);
    assert.deepEqual((await linksWith(new KaizalaDownError()).find(scope))?.group, NORTH);
  });

  it('have a problem in place of the group once the connector does not have it any more', async () => {
    const links = linksWith([SOUTH]);
    await links.set({ scope, group: NORTH, mode: 'ask', linkedBy: ASHA });
    const link = await links.find(scope);
    assert.equal(link?.group, undefined);
    assert.match(link?.problem ?? '', /“North”, to which this conversation is linked, is not among those/);
  });

  it('of the file win over those of the chat, which can not change them', async () => {
    await linksWith([NORTH, SOUTH]).set({ scope, group: NORTH, mode: 'ask', linkedBy: ASHA });
    const links = linksWith([NORTH, SOUTH], { scope, group: ' SOUTH', mode: 'auto' });
    const link = await links.find(scope);
    assert.deepEqual([link?.group, link?.mode, link?.origin], [SOUTH, 'auto', 'file']);
    const isRefused = (error: unknown) => error instanceof BridgeError && error.code === 'links.configured';
    await assert.rejects(links.set({ scope, group: NORTH, mode: 'ask', linkedBy: ASHA }), isRefused);
    await assert.rejects(links.remove(scope), isRefused);
    await assert.rejects(links.setMode(scope, 'ask'), isRefused);
    assert.deepEqual(await links.find(scope), link);
  });

  it('of the file name their group by name or id', async () => {
    const links = linksWith([NORTH, SOUTH], { scope, group: NORTH.id, mode: 'ask' });
    assert.deepEqual((await links.find(scope))?.group, NORTH);
    assert.deepEqual(await links.problems(), []);
  });

  it('of the file have a problem while their group is not there or not the only one', async () => {
    const other = `${scope}2`;
    const twin = { id: 't', name: 'north' };
    const links = linksWith(
      [NORTH, twin],
      { scope, group: 'Nort', mode: 'ask' },
      { scope: other, group: 'North', mode: 'ask' },
    );
    assert.match((await links.find(scope))?.problem ?? '', /“Nort”, .* is not among/);
    assert.match((await links.find(other))?.problem ?? '', /Several Kaizala groups are called “North”/);
    assert.deepEqual(
      (await links.problems()).map((problem) => problem.slice(0, 18)),
      ['links.yaml:1:1: Th', 'links.yaml:2:1: Se'],
    );
  });

  it('of the file wait for Kaizala', async () => {
    const links = linksWith(new KaizalaDownError(), { scope, group: 'North', mode: 'ask' });
    assert.equal((await links.find(scope))?.problem, 'Kaizala is down.');
  });
});
