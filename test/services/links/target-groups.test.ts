import assert from 'node:assert/strict';
import type { KaizalaGroup } from '../../../services/kaizala/types.ts';
import { GroupList } from '../../../services/links/group-list.ts';
import type { Link } from '../../../services/links/link.ts';
import { TargetGroups } from '../../../services/links/target-groups.ts';
import { listingClient } from './listing-client.ts';

const NORTH: KaizalaGroup = { id: 'n@1', name: 'North' };
const SOUTH: KaizalaGroup = { id: 's', name: 'South' };
const HERE = 'msteams|a:1';
const LINKED = 'msteams|19:b@thread.tacv2';

function targetsFrom(
  answer: readonly KaizalaGroup[] | Error,
  { defaultId, group = SOUTH, problem }: { defaultId?: string; group?: KaizalaGroup; problem?: string } = {},
) {
  const record = { scope: LINKED, mode: 'ask', origin: 'file', writtenName: 'South' } as const;
  const link: Link = problem === undefined ? { ...record, group } : { ...record, problem };
  const find = async (scope: string) => (scope === LINKED ? link : undefined);
  return new TargetGroups(new GroupList(listingClient(answer)), { find }, defaultId);
}

describe('the groups that a forward may go to', () => {
  it('are a choice if there are several', async () => {
    const targets = targetsFrom([NORTH, SOUTH]);
    assert.deepEqual(await targets.targets(HERE), { kind: 'choice', groups: [NORTH, SOUTH] });
  });

  it('get the name that was not known when they were chosen, once Kaizala tells it', async () => {
    const nameless = { id: NORTH.id, name: 'the default group' };
    assert.deepEqual(await targetsFrom([NORTH]).named(nameless), NORTH);
    assert.deepEqual(await targetsFrom(new Error('down')).named(nameless), nameless);
    assert.deepEqual(await targetsFrom([SOUTH]).named(nameless), nameless);
    const renamed = { id: NORTH.id, name: 'As it was called' };
    assert.deepEqual(await targetsFrom([NORTH]).named(renamed), renamed);
  });

  it('are an empty choice if there are none', async () => {
    assert.deepEqual(await targetsFrom([]).targets(HERE), { kind: 'choice', groups: [] });
  });

  it('are the only one if there is just one', async () => {
    assert.deepEqual(await targetsFrom([SOUTH]).targets(HERE), { kind: 'fixed', group: SOUTH });
  });

  it('are the default one if configuration names one', async () => {
    const targets = targetsFrom([NORTH, SOUTH], { defaultId: SOUTH.id });
    assert.deepEqual(await targets.targets(HERE), { kind: 'fixed', group: SOUTH });
  });

  it('are the default one without its name if the list does not have it or can not be had', async () => {
    const group = { id: 'hidden', name: 'the default group' };
    for (const answer of [[NORTH], new Error('down')]) {
      const targets = targetsFrom(answer, { defaultId: 'hidden' });
      assert.deepEqual(await targets.targets(HERE), { kind: 'fixed', group });
    }
  });

  it('are the linked one in a conversation that is linked, whatever the default', async () => {
    const targets = targetsFrom(new Error('down'), { defaultId: NORTH.id });
    assert.deepEqual(await targets.targets(LINKED), { kind: 'fixed', group: SOUTH });
  });

  it('are none, with the reason, while the linked one is not there', async () => {
    const targets = targetsFrom([NORTH], { problem: 'It is gone.' });
    assert.deepEqual(await targets.targets(LINKED), { kind: 'blocked', reason: 'It is gone.' });
  });

  it('fail with what Kaizala said if there is a choice and it can not be told', async () => {
    const failure = new Error('down');
    await assert.rejects(targetsFrom(failure).targets(HERE), (error) => error === failure);
  });
});
