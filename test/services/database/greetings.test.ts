import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Greetings } from '../../../services/database/greetings.ts';
import { migrate } from '../../../services/database/migrate.ts';
import { onEachEngine } from './on-each-engine.ts';

onEachEngine('greetings', (database) => {
  before(() => migrate(database()));

  it('are claimed by exactly one of many who ask at once', async () => {
    const key = randomUUID();
    const claims = Array.from({ length: 25 }, () => new Greetings(database()).claim(key));
    assert.equal((await Promise.all(claims)).filter(Boolean).length, 1);
    assert.equal(await new Greetings(database()).claim(key), false);
  });

  it('are claimed for each conversation', async () => {
    const greetings = new Greetings(database());
    assert.deepEqual(
      [await greetings.claim(randomUUID()), await greetings.claim(randomUUID())],
      [true, true],
    );
  });

  it('are said again after the bot was removed', async () => {
    const greetings = new Greetings(database());
    const key = randomUUID();
    await greetings.claim(key);
    await greetings.forget(key);
    await greetings.forget(key);
    assert.equal(await greetings.claim(key), true);
  });
});
