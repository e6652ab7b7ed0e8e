import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { migrate } from '../../../services/database/migrate.ts';
import { SecretBox } from '../../../services/database/secret-box.ts';
import { InstalledWorkspaces, type SlackInstallation } from '../../../services/slack/installed-workspaces.ts';
import { onEachEngine } from '../database/on-each-engine.ts';

const installation = (teamId: string, changes: Partial<SlackInstallation> = {}): SlackInstallation => ({
  teamId,
  botToken: `xoxb-${teamId}`,
  botUserId: 'U0BOT001',
  botId: 'B0BOT001',
  scopes: ['chat:write', 'files:read'],
  installedBy: 'U0ASHA01',
  ...changes,
});

onEachEngine('the workspaces that added the app', (database) => {
  const key = randomBytes(32);
  let workspaces: InstalledWorkspaces;
  before(async () => {
    await migrate(database());
    workspaces = new InstalledWorkspaces({ ...database(), secrets: new SecretBox([key]) });
  });
  afterEach(() => database().query('DELETE FROM bridge.slack_installations'));

  it('are found by their id, in the order in which it was asked for', async () => {
    await workspaces.keep(installation('T1'));
    await workspaces.keep(installation('E1'));
    assert.deepEqual(await workspaces.find(['T0', 'T1', 'E1']), {
      teamId: 'T1',
      botToken: 'xoxb-T1',
      botUserId: 'U0BOT001',
      botId: 'B0BOT001',
    });
    assert.equal((await workspaces.find(['E1', 'T1']))?.teamId, 'E1');
    assert.equal(await workspaces.find(['T2']), undefined);
    assert.equal(await workspaces.find([]), undefined);
  });

  it('have no token lie open in the database if there is a key', async () => {
    await workspaces.keep(installation('T1'));
    const rows = await database().query('SELECT * FROM bridge.slack_installations');
    assert.doesNotMatch(JSON.stringify(rows), /xoxb/);
  });

  it('are told apart from their tokens: none opens in the place of another', async () => {
    await workspaces.keep(installation('T1'));
    await database().query(`UPDATE bridge.slack_installations SET team_id = 'T2'`);
    await assert.rejects(workspaces.find(['T2']), { code: 'secret.spoiled' });
  });

  it('are not known without the key', async () => {
    await workspaces.keep(installation('T1'));
    const keyless = new InstalledWorkspaces(database());
    await assert.rejects(keyless.find(['T1']), { code: 'secret.noKey' });
  });

  it('may add it again, which renews the token', async () => {
    await workspaces.keep(installation('T1'));
    await workspaces.keep(installation('T1', { botToken: 'xoxb-new', botUserId: 'U0BOT002' }));
    const found = await workspaces.find(['T1']);
    assert.deepEqual([found?.botToken, found?.botUserId], ['xoxb-new', 'U0BOT002']);
  });

  it('are forgotten once they removed it, unless they have added it since', async () => {
    await workspaces.keep(installation('T1'));
    await workspaces.forget('T1', new Date(Date.now() - 3_600_000));
    assert.ok(await workspaces.find(['T1']));
    await workspaces.forget('T1', new Date(Date.now() + 60_000));
    assert.equal(await workspaces.find(['T1']), undefined);
  });
});
