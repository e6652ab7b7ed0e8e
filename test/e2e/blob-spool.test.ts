import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openBlobSpool } from '../../services/files/spool/blob-spool.ts';
import { keysOf } from '../services/files/spool/spool-contract.ts';
import { Azurite } from '../support/azurite.ts';
import { waitForQuestion, waitForText } from '../support/chat.ts';
import { eventually } from '../support/eventually.ts';
import { createWorld, type World } from '../support/world.ts';

const CONTAINER = 'bridge-e2e';

describe('the bot with its spool in Azure Blob Storage', () => {
  let azurite: Azurite;
  let world: World;
  before(async () => {
    azurite = await Azurite.start();
    world = await createWorld({
      defaultGroup: 'Field',
      environment: {
        AZURE_STORAGE_CONNECTION_STRING: azurite.connectionString,
        AZURE_STORAGE_CONTAINER: CONTAINER,
      },
    });
  });
  after(async () => {
    await world.close();
    await azurite.stop();
  });

  const keys = async () => keysOf(await openBlobSpool(azurite.connectionString, CONTAINER));

  it('forwards a photo and a document byte for byte, and leaves nothing in the container', async () => {
    const { teams, user, kaizala } = world;
    const photo = await teams.serveFile({ kind: 'generated', size: 60_000 }, { name: 'photo.jpg' });
    const plan = await teams.serveFile({ kind: 'generated', size: 5_000_000 }, { name: 'plan.pdf' });
    await user.shares([photo, plan]);
    const question = await waitForQuestion(user.conversation, 'plan.pdf');
    await eventually(async () => (await keys()).length === 2);
    await user.submits(question.activity, 'Forward', { caption: 'from a container' });
    await waitForText(user.conversation, /^Posted to Field/);
    assert.deepEqual(
      kaizala.posts().map(({ actionType, files }) => [actionType, files[0]?.sha256]),
      [
        ['Image', await photo.sha256()],
        ['Document', await plan.sha256()],
      ],
    );
    await eventually(async () => (await keys()).length === 0);
    assert.equal(existsSync(join(world.folder, 'data', 'spool')), false);
    assert.doesNotMatch(world.bot.output, /AccountKey/);
  }).timeout(40_000);
});
