import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { BotStateStorage, StateConflictError } from '../../../services/database/bot-state-storage.ts';
import { migrate } from '../../../services/database/migrate.ts';
import { onEachEngine } from './on-each-engine.ts';

const CRAZY_KEY = '!@#$%^&*()_+~/\\?><,.\';"`:|{}[] \n ☃ 😀 __proto__';

/** What the Bot Framework demands of every storage, and what two turns at once need of this one. */
onEachEngine('the bot state storage', (database) => {
  before(() => migrate(database()));
  const storage = () => new BotStateStorage(database());
  /** Writes an item under a new key, and returns the key with the eTag that it got. */
  const written = async (value: object = { count: 1 }) => {
    const key = randomUUID();
    await storage().write({ [key]: { ...value } });
    return { key, eTag: await eTagOf(key) };
  };
  const read = async (key: string) => (await storage().read([key]))[key];
  const eTagOf = async (key: string) => (await read(key))?.eTag ?? assert.fail('no eTag');

  it('reads an unknown key as nothing', async () => {
    assert.deepEqual(await storage().read([randomUUID()]), {});
    assert.deepEqual(await storage().read([]), {});
  });

  it('refuses to read or write without keys', async () => {
    const missing = null as never;
    await assert.rejects(storage().read(missing), ReferenceError);
    await assert.rejects(storage().write(missing), ReferenceError);
    await assert.doesNotReject(storage().delete(missing));
  });

  it('writes nothing when there is nothing to write', async () => {
    const before = await database().query('SELECT key FROM bridge.bot_state');
    await storage().write({});
    assert.deepEqual(await database().query('SELECT key FROM bridge.bot_state'), before);
  });

  it('gives back what was written, with an eTag', async () => {
    const value = { text: 'naïve “写真” 😀', nested: { list: [1, 'two', null, false] } };
    const { key, eTag } = await written(value);
    assert.deepEqual(await storage().read([key]), { [key]: { ...value, eTag } });
    assert.ok(eTag.length > 0);
  });

  it('takes any key', async () => {
    await storage().write({ [CRAZY_KEY]: { count: 1 } });
    assert.equal((await read(CRAZY_KEY))?.count, 1);
    await storage().delete([CRAZY_KEY]);
    assert.deepEqual(await storage().read([CRAZY_KEY]), {});
  });

  it('takes an update with the current eTag, and gives the item a new one', async () => {
    const { key, eTag } = await written();
    await storage().write({ [key]: { count: 2, eTag } });
    assert.equal((await read(key))?.count, 2);
    assert.notEqual(await eTagOf(key), eTag);
  });

  it('refuses an update with an eTag that is no longer current', async () => {
    const { key, eTag } = await written();
    await storage().write({ [key]: { count: 2, eTag } });
    await assert.rejects(storage().write({ [key]: { count: 3, eTag } }), StateConflictError);
    assert.equal((await read(key))?.count, 2);
  });

  for (const [title, eTag] of [
    ['without an eTag', {}],
    ['with the eTag *', { eTag: '*' }],
  ] as const) {
    it(`lets an update ${title} win`, async () => {
      const { key } = await written();
      await storage().write({ [key]: { count: 2 } });
      await storage().write({ [key]: { count: 3, ...eTag } });
      assert.equal((await read(key))?.count, 3);
      assert.notEqual(await eTagOf(key), '*');
    });
  }

  it('refuses an empty eTag', async () => {
    const { key } = await written();
    await assert.rejects(storage().write({ [key]: { count: 2, eTag: '' } }), StateConflictError);
    assert.equal((await read(key))?.count, 1);
  });

  it('does not store the eTag in the value', async () => {
    const { key, eTag } = await written();
    await storage().write({ [key]: { count: 2, eTag } });
    const rows = await database().query('SELECT value FROM bridge.bot_state WHERE key = $1', [key]);
    assert.deepEqual(rows, [{ value: { count: 2 } }]);
  });

  it('deletes items, unknown ones too', async () => {
    const [gone, kept] = [await written(), await written()];
    await storage().delete([gone.key, randomUUID()]);
    assert.deepEqual(Object.keys(await storage().read([gone.key, kept.key])), [kept.key]);
    await storage().delete([]);
    assert.equal((await read(kept.key))?.count, 1);
  });

  it('writes a batch whole or not at all', async () => {
    const [one, other] = [await written(), await written()];
    const batch = { [one.key]: { count: 2 }, [other.key]: { count: 2, eTag: 'stale' } };
    await assert.rejects(storage().write(batch), StateConflictError);
    assert.deepEqual([(await read(one.key))?.count, (await read(other.key))?.count], [1, 1]);
  });

  it('lets exactly one of many writers with the same eTag win', async () => {
    const { key, eTag } = await written();
    const writers = Array.from({ length: 8 }, (_, index) => ({ by: index, eTag }));
    const outcomes = await Promise.allSettled(writers.map((item) => storage().write({ [key]: item })));
    const winners = outcomes.flatMap(({ status }, index) => (status === 'fulfilled' ? [index] : []));
    assert.equal(winners.length, 1);
    assert.equal((await read(key))?.by, winners[0]);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') assert.ok(outcome.reason instanceof StateConflictError);
    }
  });
});
