import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { callLedger } from '../../../services/database/call-ledger.ts';
import { migrate } from '../../../services/database/migrate.ts';
import { onEachEngine } from './on-each-engine.ts';

onEachEngine('the ledger of calls', (database) => {
  before(() => migrate(database()));

  it('spreads the calls of all instances over the minute', async () => {
    const connector = randomUUID();
    const instances = Array.from({ length: 4 }, () => callLedger(database(), connector, 40));
    const begun = Date.now();
    const calls = await Promise.all(
      Array.from({ length: 80 }, async (_, index) => {
        const waitMs = (await instances[index % 4]?.reserve()) ?? assert.fail();
        return Date.now() - begun + waitMs;
      }),
    );
    calls.sort((a, b) => a - b);
    assert.equal(calls.filter((at) => at < 5_000).length >= 10, true);
    assert.equal(calls.filter((at) => at < 60_000).length, 40);
    assert.ok((calls.at(-1) ?? 0) < 125_000);
  });

  it('counts for each connector apart', async () => {
    const one = callLedger(database(), randomUUID(), 1);
    const other = callLedger(database(), randomUUID(), 1);
    assert.deepEqual([await one.reserve(), await other.reserve()], [0, 0]);
    assert.ok((await one.reserve()) > 50_000);
  });

  it('makes every instance wait when Kaizala asked one for patience', async () => {
    const connector = randomUUID();
    const one = callLedger(database(), connector, 100);
    const other = callLedger(database(), connector, 100);
    await one.reserve();
    await one.pause(20_000);
    await other.pause(1_000);
    const waitMs = await other.reserve();
    assert.ok(waitMs > 15_000 && waitMs <= 20_000, `${waitMs} ms`);
  });
});
