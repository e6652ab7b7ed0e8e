import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { KaizalaGroup } from '../../../services/kaizala/types.ts';
import { GroupList } from '../../../services/links/group-list.ts';
import { listingClient } from './listing-client.ts';

const NORTH: KaizalaGroup = { id: 'n@1', name: 'North' };
const SOUTH: KaizalaGroup = { id: 's', name: 'South' };

describe('the groups of the connector', () => {
  let clock: sinon.SinonFakeTimers;
  beforeEach(() => {
    clock = sinon.useFakeTimers({ toFake: ['Date'] });
  });
  afterEach(() => clock.restore());

  it('are asked for once a minute', async () => {
    const client = listingClient([NORTH], [NORTH, SOUTH]);
    const groups = new GroupList(client);
    await groups.list();
    clock.tick(59_999);
    assert.deepEqual(await groups.list(), [NORTH]);
    assert.equal(client.asked.length, 1);
    clock.tick(1);
    assert.deepEqual(await groups.list(), [NORTH, SOUTH]);
    assert.equal(client.asked.length, 2);
  });

  it('are asked for once, however many want them at the same time', async () => {
    const client = listingClient([NORTH]);
    const groups = new GroupList(client);
    await Promise.all([groups.list(), groups.list(), groups.find(NORTH.id)]);
    assert.equal(client.asked.length, 1);
  });

  it('are asked for each time while there are none', async () => {
    const groups = new GroupList(listingClient([], [NORTH]));
    assert.deepEqual(await groups.list(), []);
    assert.deepEqual(await groups.list(), [NORTH]);
  });

  it('are those of before for ten seconds when Kaizala does not answer, and then the new ones', async () => {
    const groups = new GroupList(listingClient([NORTH], new Error('down'), [SOUTH]));
    await groups.list();
    clock.tick(3_600_000);
    assert.deepEqual(await groups.list(), [NORTH]);
    clock.tick(9_999);
    assert.deepEqual(await groups.list(), [NORTH]);
    clock.tick(1);
    assert.deepEqual(await groups.list(), [SOUTH]);
  });

  it('fail with what Kaizala said if there never was a list', async () => {
    const failure = new Error('down');
    await assert.rejects(new GroupList(listingClient(failure)).list(), (error) => error === failure);
  });

  it('are asked for again to find one that was not there', async () => {
    const groups = new GroupList(listingClient([NORTH], [NORTH, SOUTH]));
    await groups.list();
    assert.deepEqual(await groups.find(SOUTH.id), SOUTH);
    assert.equal(await groups.find('none'), undefined);
  });

  it('are waited for no longer than three seconds', async () => {
    const client = listingClient([NORTH]);
    const timeout = sinon.spy(AbortSignal, 'timeout');
    try {
      await new GroupList(client).list();
      assert.deepEqual(timeout.args, [[3_000]]);
      assert.deepEqual(client.asked, [{ signal: timeout.returnValues[0] }]);
    } finally {
      timeout.restore();
    }
  });
});
