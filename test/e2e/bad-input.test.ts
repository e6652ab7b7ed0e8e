import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import type { FileBehaviour } from '../../emulators/files/file-behaviour.ts';
import { cardActions } from '../../emulators/teams/cards/card-actions.ts';
import { cardOf } from '../../emulators/teams/cards/card-of.ts';
import type { TeamsUser } from '../../emulators/teams/user/teams-user.ts';
import { textOf, waitForQuestion, waitForText, waitForUpdate } from '../support/chat.ts';
import { createWorld, type World } from '../support/world.ts';

const MAX_FILE_BYTES = 1_000_000;

describe('bad input', () => {
  let world: World;
  let user: TeamsUser;
  before(async () => {
    world = await createWorld({
      defaultGroup: 'Field',
      environment: { MAX_FILE_BYTES: String(MAX_FILE_BYTES) },
    });
  });
  after(() => world.close());
  beforeEach(() => {
    user = world.teams.createUser({ endpoint: world.user.endpoint });
  });
  afterEach('the bot is alive', async () => {
    await user.says('/help');
    await waitForText(user.conversation, /Attach one or more files/);
  });

  const serve = (name: string, size = 20_000, behaviour: FileBehaviour = { kind: 'ok' }) =>
    world.teams.serveFile({ kind: 'generated', size }, { name, behaviour });
  const postsOf = (name: string) =>
    world.kaizala.posts().filter(({ files }) => files.some((file) => file.name === name));

  it('a type that Kaizala does not take is refused at once, with what is supported', async () => {
    const file = await serve('setup.exe');
    await user.shares([file]);
    const answer = await waitForText(user.conversation, /setup\.exe/);
    assert.match(textOf(answer), /\.exe files can’t be posted to Kaizala\. Kaizala takes pictures \(\.jpg/);
    assert.equal(file.requests, 0, 'it is not even fetched');
  });

  it('a file without an extension is refused', async () => {
    await user.shares([await serve('README')], '', {});
    assert.match(textOf(await waitForText(user.conversation, /README/)), /without an extension can’t/);
  });

  for (const [what, size, behaviour, words] of [
    ['an empty file', 0, { kind: 'ok' }, /The file is empty \(0 bytes\)/],
    ['one over the limit by its declared size', 1_000_001, { kind: 'ok' }, /larger than 1 MB/],
    ['one over the limit that declares no size', 1_500_000, { kind: 'chunked' }, /larger than 1 MB/],
    [
      'one that is longer than declared',
      9_000,
      { kind: 'longerThanDeclared', declared: 4_000 },
      /More bytes came than the 4000/,
    ],
    [
      'a download that answers 403',
      9_000,
      { kind: 'status', status: 403 },
      /has expired .*\(403\)\. Share the file again/,
    ],
    [
      'a download that answers 404',
      9_000,
      { kind: 'status', status: 404 },
      /no longer where it was shared from \(404\)/,
    ],
    ['a sign-in page with status 200', 9_000, { kind: 'signInPage' }, /A web page came instead of the file/],
    [
      'a redirect to a host that is not allowed',
      9_000,
      { kind: 'redirect', to: 'http://169.254.169.254/latest' },
      /may not be fetched from 169\.254\.169\.254/,
    ],
  ] as [string, number, FileBehaviour, RegExp][]) {
    it(`${what} is refused with the reason, and its neighbour goes on`, async () => {
      const bad = `bad-${what.replace(/\W+/g, '-')}.pdf`;
      const good = `good-${what.replace(/\W+/g, '-')}.mp3`;
      await user.shares([await serve(bad, size, behaviour), await serve(good)]);
      const question = await waitForQuestion(user.conversation, good);
      assert.match(textOf(await waitForUpdate(user.conversation, question, words)), /✗ Not sent/);
      await user.submits(question.activity, 'Skip caption');
      await waitForText(user.conversation, /1 of 2 posted to Field/);
      assert.equal(postsOf(good).length, 1);
      assert.equal(postsOf(bad).length, 0);
    });
  }

  it('a file that can’t go, alone, ends the question', async () => {
    await user.shares([await serve('lonely.pdf', 0)]);
    const answer = await waitForText(user.conversation, /Nothing was forwarded/);
    assert.match(textOf(answer), /lonely\.pdf[\s\S]*The file is empty/);
    assert.deepEqual(cardActions(cardOf(answer.activity)), []);
  });

  it('a body that is cut off is fetched again, and the person told meanwhile', async () => {
    const file = await serve('cut.pdf', 50_000, { kind: 'cut', afterBytes: 10_000 });
    await user.shares([file]);
    const question = await waitForQuestion(user.conversation, 'cut.pdf');
    await user.submits(question.activity, 'Skip caption');
    await waitForUpdate(user.conversation, question, /Fetching it again: The download broke off/);
    await waitForText(user.conversation, /Not posted to Field[\s\S]*The download broke off/, 40_000);
    assert.equal(file.requests, 4);
  }).timeout(60_000);

  it('a server that fails for a moment does no harm', async () => {
    const file = await serve('moment.pdf', 50_000, { kind: 'status', status: 503, times: 1 });
    await user.shares([file]);
    const question = await waitForQuestion(user.conversation, 'moment.pdf');
    await user.submits(question.activity, 'Skip caption');
    await waitForText(user.conversation, /Posted to Field/);
    assert.equal(postsOf('moment.pdf')[0]?.files[0]?.sha256, await file.sha256());
  });

  it('a name with path separators loses them', async () => {
    await user.shares([await serve('../..\\etc/shadow.pdf')]);
    await user.submits((await waitForQuestion(user.conversation, 'shadow.pdf')).activity, 'Skip caption');
    await waitForText(user.conversation, /Posted to Field/);
    assert.equal(postsOf('shadow.pdf').length, 1);
  });

  it('U+0000 in names, texts and captions is dropped', async () => {
    await user.shares([await serve('n\u0000ul.pdf')], 'te\u0000xt', {
      from: { ...user.member, name: 'A\u0000sha' },
    });
    const question = await waitForQuestion(user.conversation, 'nul.pdf');
    await user.submits(question.activity, 'Forward', { caption: 'cap\u0000tion' });
    await waitForText(user.conversation, /Posted to Field/);
    assert.equal(postsOf('nul.pdf')[0]?.caption, 'caption');
  });

  for (const [what, name] of [
    ['300 characters', `${'n'.repeat(296)}.pdf`],
    ['other scripts and quotes', 'naïve "写真" – 😀 [x](y) <b>.pdf'],
  ] as const) {
    it(`a name of ${what} arrives as it is`, async () => {
      const file = await serve(name);
      await user.shares([file]);
      await user.submits(
        (await waitForQuestion(user.conversation, name.slice(0, 20))).activity,
        'Skip caption',
      );
      await waitForText(user.conversation, /Posted to Field/);
      assert.equal(postsOf(name)[0]?.files[0]?.sha256, await file.sha256());
    });
  }

  it('attachments that are no files are refused with what works instead', async () => {
    await user.says('', {
      attachments: [
        { contentType: 'image/*', contentUrl: `${world.teams.host}/v3/attachments/1/views/original` },
        { contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'cloud.pdf', content: {} },
        { contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'odd.pdf', content: 'x' },
        { contentType: 'application/x-unheard-of' },
        {},
      ],
    });
    const text = textOf(await waitForText(user.conversation, /Nothing was forwarded/));
    assert.match(text, /Pasted picture[\s\S]*Attach it as a file instead/);
    assert.match(text, /cloud\.pdf[\s\S]*without a link[\s\S]*odd\.pdf/);
    assert.equal(text.match(/This kind of attachment/g)?.length, 2);
  });

  for (const [what, body] of [
    ['malformed JSON', '{"type":"message",'],
    ['an array', '[]'],
    ['an activity without a type', '{"from":{"id":"x"}}'],
    ['no body', ''],
  ] as const) {
    it(`${what} is answered with 400`, async () => {
      const { status, body: answer } = await user.raw(body);
      assert.equal(status, 400);
      assert.match(JSON.stringify(answer), /JSON|activity/);
    });
  }

  for (const [what, headers, body] of [
    ['a body that claims to be gzip', { 'content-encoding': 'gzip' }, 'not gzip at all'],
    ['a compressed body', { 'content-encoding': 'gzip' }, gzipSync('{}')],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'type=message&from[id]=1'],
    ['a multipart form', { 'content-type': 'multipart/form-data; boundary=x' }, '--x--'],
    ['plain text', { 'content-type': 'text/plain' }, '{"type":"message"}'],
  ] as const) {
    it(`${what} is answered with 415`, async () => {
      const answer = await fetch(String(user.endpoint), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
      assert.equal(answer.status, 415);
    });
  }

  for (const field of ['from', 'conversation', 'serviceUrl', 'recipient', 'channelId'] as const) {
    it(`an activity without ${field} is answered with 400 that names it`, async () => {
      const { status, body } = await user.says('hello', { [field]: undefined });
      assert.equal(status, 400);
      assert.match(JSON.stringify(body), new RegExp(field));
    });
  }
});
