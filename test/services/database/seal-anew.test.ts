import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { connectorStateStore } from '../../../services/database/connector-state-store.ts';
import type { Database } from '../../../services/database/database.ts';
import { migrate } from '../../../services/database/migrate.ts';
import { sealAnew } from '../../../services/database/seal-anew.ts';
import { SecretBox } from '../../../services/database/secret-box.ts';
import { SecretBoxError } from '../../../services/database/secret-box-error.ts';
import { loadForward } from '../../../services/forwards/forward-rows.ts';
import { InstalledWorkspaces } from '../../../services/slack/installed-workspaces.ts';
import { onEachEngine } from './on-each-engine.ts';

const REFERENCE = { serviceUrl: 'https://MARKED-reference.example/', user: { id: '29:MARKED' } };
const SOURCE = { kind: 'teamsDownload', url: 'https://contoso.sharepoint.com/f?sig=MARKED-signature' };

onEachEngine('sealing anew', (database) => {
  const [old, next] = [randomBytes(32), randomBytes(32)];
  const withKeys = (...keys: Buffer[]): Database => ({ ...database(), secrets: new SecretBox(keys) });
  const forwardId = randomUUID();
  const fileId = randomUUID();

  before(async () => {
    await migrate(database());
    await connectorStateStore(database(), 'app', 'configured').update(() => ({
      refreshToken: 'MARKED-refresh',
    }));
    await new InstalledWorkspaces(database()).keep({
      teamId: 'T1',
      botToken: 'xoxb-MARKED',
      botUserId: 'U0BOT001',
      scopes: [],
    });
    await database().query(
      `INSERT INTO bridge.forwards (id, source_key, conversation_key, requester_id, conversation_reference, stage)
       VALUES ($1, 'key', 'msteams|a:1', '29:1', $2::jsonb, 'asking')`,
      [forwardId, JSON.stringify(REFERENCE)],
    );
    await database().query(
      `INSERT INTO bridge.files (id, forward_id, position, name, source, state)
       VALUES ($1, $2, 0, 'plan.pdf', $3::jsonb, 'waiting')`,
      [fileId, forwardId, JSON.stringify(SOURCE)],
    );
  });

  const everything = async () =>
    JSON.stringify(
      await Promise.all(
        ['kaizala_connectors', 'slack_installations', 'forwards', 'files'].map((table) =>
          database().query(`SELECT * FROM bridge.${table}`),
        ),
      ),
    );
  const opens = async (keyed: Database) => {
    const { refreshToken } = await connectorStateStore(keyed, 'app', 'configured').load();
    assert.equal(refreshToken, 'MARKED-refresh');
    assert.equal((await new InstalledWorkspaces(keyed).find(['T1']))?.botToken, 'xoxb-MARKED');
    assert.deepEqual((await loadForward(keyed, forwardId))?.conversationReference, REFERENCE);
  };

  it('does nothing without a key', async () => {
    assert.equal(await sealAnew(database()), 0);
    assert.match(await everything(), /MARKED-refresh.*xoxb-MARKED.*MARKED-reference.*MARKED-signature/);
  });

  it('seals what lay open, and leaves nothing of it', async () => {
    const keyed = withKeys(old);
    assert.equal(await sealAnew(keyed), 4);
    assert.doesNotMatch(await everything(), /MARKED/);
    await opens(keyed);
    assert.equal(await sealAnew(keyed), 0);
  });

  it('seals with a new key what the old one opens, after which the new one is enough', async () => {
    assert.equal(await sealAnew(withKeys(next, old)), 4);
    await opens(withKeys(next));
    await assert.rejects(opens(withKeys(old)), { code: 'secret.otherKey' });
  });

  it('says so if the key is missing, or another one', async () => {
    await assert.rejects(sealAnew(database()), SecretBoxError);
    await assert.rejects(sealAnew(withKeys(randomBytes(32))), { code: 'secret.otherKey' });
  });

  it('goes through more than it takes at once, beside others that do the same', async () => {
    await database().query(
      `INSERT INTO bridge.files (id, forward_id, position, name, source, state)
       SELECT gen_random_uuid(), $1, n, 'plan.pdf', $2::jsonb, 'waiting' FROM generate_series(1, 350) n`,
      [forwardId, JSON.stringify(SOURCE)],
    );
    await Promise.all([sealAnew(withKeys(next)), sealAnew(withKeys(next))]);
    assert.doesNotMatch(await everything(), /MARKED/);
  });
});
