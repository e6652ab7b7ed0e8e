import assert from 'node:assert/strict';
import type { SlackFile, UploadOptions } from '../../../emulators/slack/files/slack-file.ts';
import { type SlackEmulator, startSlackEmulator } from '../../../emulators/slack/start-slack-emulator.ts';
import type { SlackUser } from '../../../emulators/slack/user/slack-user.ts';

describe('the files of the stand-in for Slack', () => {
  let slack: SlackEmulator;
  let asha: SlackUser;

  beforeEach(async () => {
    slack = await startSlackEmulator({ hasFileHost: true });
    asha = slack.createUser({ name: 'Asha Rao' });
  });

  afterEach(() => slack.close());

  const shared = async (options: Partial<UploadOptions> = {}) => {
    const bytes = Buffer.from('%PDF-1.7 plan');
    const file = await asha.upload({ kind: 'bytes', bytes }, { name: 'Site plan.pdf', ...options });
    await asha.shares([file]);
    return file;
  };

  const fetchFile = async ({ form }: SlackFile, token?: string) => {
    const response = await fetch(String(form.url_private_download), {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    });
    const type = response.headers.get('content-type') ?? '';
    return { status: response.status, type, text: await response.text() };
  };

  it('are given to the bot, from a host of their own', async () => {
    const file = await shared();
    assert.equal(new URL(String(file.form.url_private)).host, slack.fileHost);
    assert.notEqual(`http://${slack.fileHost}`, slack.url);
    assert.deepEqual(await fetchFile(file, slack.botToken), {
      status: 200,
      type: 'application/pdf',
      text: '%PDF-1.7 plan',
    });
    assert.equal(file.requests, 1);
  });

  it('are a page to sign in, with status 200, for everybody else', async () => {
    const file = await shared();
    const isPage = async (token?: string) => {
      const { status, type, text } = await fetchFile(file, token);
      return status === 200 && type.startsWith('text/html') && text.includes('Sign in');
    };
    assert.deepEqual([await isPage(), await isPage('xoxb-wrong')], [true, true]);
    slack.workspace.scopes = ['chat:write'];
    assert.equal(await isPage(slack.botToken), true);
    assert.equal(file.requests, 0);
  });

  it('are a page to sign in where the bot is not in the channel', async () => {
    const secret = slack.createChannel({ name: 'secret', members: [asha], hasBot: false });
    const file = await asha.upload({ kind: 'bytes', bytes: Buffer.from('x') }, { name: 'x.txt' });
    await asha.shares([file], '', { in: secret });
    assert.match((await fetchFile(file, slack.botToken)).type, /^text\/html/);
    secret.members.add(slack.bot.userId);
    assert.equal((await fetchFile(file, slack.botToken)).text, 'x');
  });

  it('can be not ready for the first requests', async () => {
    const file = await shared({ behaviour: { kind: 'signInPage', times: 2 } });
    const types: string[] = [];
    for (let request = 0; request < 3; request += 1) {
      types.push((await fetchFile(file, slack.botToken)).type.split(';')[0] ?? '');
    }
    assert.deepEqual(types, ['text/html', 'text/html', 'application/pdf']);
  });

  it('can have no name, and a type that lies', async () => {
    const unnamed = await shared({ name: null });
    assert.deepEqual([unnamed.form.name, unnamed.form.title], [null, null]);
    const voice = await shared({
      name: 'audio_message.webm',
      mimetype: 'audio/webm',
      fields: { subtype: 'slack_audio' },
    });
    assert.deepEqual([voice.form.mimetype, voice.form.subtype], ['audio/webm', 'slack_audio']);
    assert.equal((await fetchFile(unnamed, slack.botToken)).text, '%PDF-1.7 plan');
  });

  it('show where the token went', async () => {
    const file = await shared();
    await fetchFile(file, slack.botToken);
    const { host, authorization } = slack.requests.at(-1) ?? {};
    assert.deepEqual([host, authorization], [slack.fileHost, `Bearer ${slack.botToken}`]);
  });
});
