import assert from 'node:assert/strict';
import type { TeamsUser } from '../../emulators/teams/user/teams-user.ts';
import { waitForQuestion, waitForText, waitForUpdate } from '../support/chat.ts';
import { ClamAv, EICAR, NO_CLAMAV } from '../support/clamav.ts';
import { createWorld, type World } from '../support/world.ts';

const withClamAv = NO_CLAMAV === undefined ? describe : describe.skip;
withClamAv(`a bot with a virus scanner${NO_CLAMAV ? ` (skipped: ${NO_CLAMAV})` : ''}`, function () {
  this.timeout(60_000);
  let clamav: ClamAv;
  let world: World;
  let user: TeamsUser;
  before(async () => {
    clamav = await ClamAv.prepare();
    await clamav.start();
    world = await createWorld({
      defaultGroup: 'Field',
      environment: { SCAN_URL: `clamd://127.0.0.1:${clamav.port}` },
    });
  });
  after(async () => {
    await world.close();
    await clamav.close();
  });
  beforeEach(() => {
    user = world.teams.createUser({ endpoint: world.user.endpoint });
  });
  const postsOf = (name: string) =>
    world.kaizala.posts().filter(({ files }) => files.some((file) => file.name === name));

  it('refuses what it finds something in, in words, and passes on the rest of the message', async () => {
    const evil = await world.teams.serveFile(
      { kind: 'bytes', bytes: Buffer.from(EICAR) },
      { name: 'evil.pdf' },
    );
    const good = await world.teams.serveFile({ kind: 'generated', size: 5_000 }, { name: 'good.pdf' });
    await user.shares([evil, good]);
    const question = await waitForQuestion(user.conversation, 'good.pdf');
    await waitForUpdate(user.conversation, question, /evil\.pdf[\s\S]*found something in it \(Test\.Eicar/);
    await user.submits(question.activity, 'Forward', { caption: '' });
    await waitForText(user.conversation, /1 of 2 posted/);
    assert.equal(postsOf('good.pdf').length, 1);
    assert.equal(postsOf('evil.pdf').length, 0);
    assert.match(world.bot.output, /"code":"scan\.infected"/);
    assert.doesNotMatch(world.bot.output, /evil\.pdf/);
  });

  it('waits for a scanner that is not there, and then goes on without another download', async () => {
    await clamav.stop();
    const file = await world.teams.serveFile({ kind: 'generated', size: 5_000 }, { name: 'later.pdf' });
    await user.shares([file]);
    const question = await waitForQuestion(user.conversation, 'later.pdf');
    await user.submits(question.activity, 'Forward', { caption: '' });
    await waitForText(user.conversation, /scanner can’t be asked/);
    assert.equal(postsOf('later.pdf').length, 0);
    await clamav.start();
    await waitForText(user.conversation, /Posted to/, 40_000);
    assert.equal(file.requests, 1);
    assert.equal(postsOf('later.pdf')[0]?.files[0]?.sha256, await file.sha256());
  });
});
