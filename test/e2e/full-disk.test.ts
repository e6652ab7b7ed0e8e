import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cardActions } from '../../emulators/teams/cards/card-actions.ts';
import { cardOf } from '../../emulators/teams/cards/card-of.ts';
import { textOf, waitForText } from '../support/chat.ts';
import { createWorld, type World } from '../support/world.ts';

describe('the bot on a disk without room', () => {
  let world: World;
  before(async () => {
    world = await createWorld({
      defaultGroup: 'Field',
      environment: { SPOOL_DIR: 'kept-here', SPOOL_MIN_FREE_BYTES: String(Number.MAX_SAFE_INTEGER) },
    });
  });
  after(() => world.close());

  it('says that its disk is nearly full, that nothing is lost, and whom to tell', async () => {
    const { teams, user } = world;
    await user.shares([await teams.serveFile({ kind: 'generated', size: 60_000 }, { name: 'much.jpg' })]);
    const card = await waitForText(user.conversation, /✗[\s\S]*disk is nearly full/, 40_000);
    assert.match(textOf(card), /Nothing was lost\. Tell an administrator/);
    assert.deepEqual(
      cardActions(cardOf(card.activity)).map(({ title }) => title),
      ['Retry'],
    );
    assert.deepEqual(await readdir(join(world.folder, 'kept-here')), []);
  }).timeout(60_000);
});
