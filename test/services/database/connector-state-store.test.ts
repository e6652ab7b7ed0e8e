import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { connectorStateStore } from '../../../services/database/connector-state-store.ts';
import { migrate } from '../../../services/database/migrate.ts';
import { onEachEngine } from './on-each-engine.ts';

onEachEngine('the connector state store', (database) => {
  before(() => migrate(database()));
  const store = (applicationId: string, configuredToken = 'MARKED-configured') =>
    connectorStateStore(database(), applicationId, configuredToken);

  it('knows nothing at first', async () => {
    assert.deepEqual(await store(randomUUID()).load(), {});
  });

  it('gives back what was saved last', async () => {
    const id = randomUUID();
    await store(id).update(() => ({ refreshToken: 'MARKED-2', endpointUrl: 'https://kms.example/' }));
    assert.deepEqual(await store(id).load(), {
      refreshToken: 'MARKED-2',
      endpointUrl: 'https://kms.example/',
    });
    await store(id).update(() => ({ endpointUrl: 'https://kms2.example/' }));
    assert.deepEqual(await store(id).load(), { endpointUrl: 'https://kms2.example/' });
  });

  it('changes what is there, with nobody in between', async () => {
    const id = randomUUID();
    const adds = Array.from({ length: 20 }, () =>
      store(id).update(({ endpointUrl = '' }) => ({ endpointUrl: `${endpointUrl}x` })),
    );
    await Promise.all(adds);
    assert.deepEqual(await store(id).load(), { endpointUrl: 'x'.repeat(20) });
  });

  it('keeps connectors apart', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    await store(one).update(() => ({ refreshToken: 'one' }));
    assert.deepEqual(await store(other).load(), {});
  });

  it('forgets what was kept under another configured token', async () => {
    const id = randomUUID();
    await store(id, 'old').update(() => ({ refreshToken: 'rotated', endpointUrl: 'https://kms.example/' }));
    assert.deepEqual(await store(id, 'new').load(), {});
    await store(id, 'new').update(() => ({ refreshToken: 'newer' }));
    assert.deepEqual(await store(id, 'new').load(), { refreshToken: 'newer' });
    assert.deepEqual(await store(id, 'old').load(), {});
  });

  it('stores no configured token', async () => {
    await store(randomUUID(), 'MARKED-secret').update(() => ({ refreshToken: 'rotated' }));
    const rows = await database().query('SELECT * FROM bridge.kaizala_connectors');
    assert.ok(rows.length > 0);
    assert.doesNotMatch(JSON.stringify(rows), /MARKED-secret/);
  });
});
