import assert from 'node:assert/strict';
import { startTeamsEmulator, type TeamsEmulator } from '../../../emulators/teams/start-teams-emulator.ts';
import { type StubBot, startStubBot } from './stub-bot.ts';

describe('what lies at the Teams connector', () => {
  let teams: TeamsEmulator;
  let bot: StubBot;

  beforeEach(async () => {
    teams = await startTeamsEmulator();
    bot = await startStubBot();
  });

  afterEach(async () => {
    await bot.close();
    await teams.close();
  });

  const bytes = Buffer.from('not a png');
  const keep = () => teams.keepAttachment({ kind: 'bytes', bytes }, { type: 'image/png' });

  it('is told of, and given, by its id', async () => {
    const image = await keep();
    const root = `${teams.serviceUrl}v3/attachments`;
    const about = await fetch(`${root}/${image.id}`);
    assert.deepEqual(await about.json(), {
      name: 'original',
      type: 'image/png',
      views: [{ viewId: 'original', size: bytes.byteLength }],
    });
    assert.equal(image.contentUrl, `${root}/${image.id}/views/original`);
    const view = await fetch(image.contentUrl);
    assert.equal(view.headers.get('content-type'), 'image/png');
    assert.deepEqual(Buffer.from(await view.arrayBuffer()), bytes);
    assert.equal(image.requests, 1);
    assert.equal((await fetch(`${root}/${image.id}/views/other`)).status, 404);
    assert.equal((await fetch(`${root}/nothing`)).status, 404);
    teams.failNext('attachment', { kind: 'status', status: 500 });
    assert.equal((await fetch(image.contentUrl)).status, 500);
  });

  it('comes into a personal chat as a pasted image', async () => {
    const image = await keep();
    const user = teams.createUser({ endpoint: bot.endpoint });
    const html = {
      contentType: 'text/html',
      content: `<p>look</p><p><img alt="image" src="https://in-api.asm.skype.com/v1/objects/${image.id}/views/imgo" itemscope="image/png" itemtype="http://schema.skype.com/AMSImage" width="250"></p>`,
    };
    const { activity } = await user.pastes([image], 'look');
    assert.equal(activity.text, 'look');
    assert.deepEqual(JSON.parse(JSON.stringify(activity.attachments)), [
      { contentType: 'image/png', contentUrl: image.contentUrl },
      html,
    ]);
    const vague = await user.pastes([image, image], '', { isTypeUnknown: true });
    assert.deepEqual(
      vague.activity.attachments?.map(({ contentType }) => contentType),
      ['image/*', 'image/*', 'text/html'],
    );
    assert.equal('text' in vague.activity, false);
  });

  it('comes into a group chat as a pasted image', async () => {
    const image = await keep();
    const chat = teams.createGroupChat({ endpoint: bot.endpoint, members: [{ name: 'Asha Rao' }] });
    const { activity } = await chat.member('Asha Rao').pastes([image], '', { isTypeUnknown: true });
    assert.equal(activity.attachments?.[0]?.contentUrl, image.contentUrl);
    assert.match(
      String(activity.attachments?.[1]?.content),
      /^<p><span [^>]+>Kaizala Bridge<\/span><\/p><p><img .+AMSImage.+><\/p>$/,
    );
  });
});
