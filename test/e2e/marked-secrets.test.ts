import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileBehaviour } from '../../emulators/files/file-behaviour.ts';
import type { TeamsUser } from '../../emulators/teams/user/teams-user.ts';
import { waitForQuestion, waitForText } from '../support/chat.ts';
import { forgers } from '../support/forged-tokens.ts';
import { createSlackWorld, type SlackWorld } from '../support/slack-world.ts';
import { createWorld, type World } from '../support/world.ts';

const AUTHENTICATION = { appId: '99998888-7777-4666-8555-444433332222', secret: 'MARKED-bot-secret' };
const KEY = Buffer.from('MARKED-key-of-thirty-two-bytes-!').toString('base64');
const PHONE = '+919812345678';
const CAPTION = `MARKED-caption of ${PHONE}`;
/** What Kaizala says of whatever it refuses: all that it knows, in its own words. */
const ECHO = `No MARKED-name.pdf for ${PHONE}: MARKED-caption, MARKED-person`;

/** What nobody may find above debug, beside the secrets. */
const PRIVATE = ['MARKED-name', 'MARKED-caption', 'MARKED-person', PHONE, PHONE.slice(1)];

describe('a bot that is given marked secrets everywhere', () => {
  for (const level of ['info', 'trace'] as const) {
    describe(`at LOG_LEVEL=${level}`, () => {
      let world: World;
      let user: TeamsUser;
      const answers: string[] = [];
      const links: string[] = [];
      before(async function () {
        this.timeout(90_000);
        world = await createWorld({
          authentication: AUTHENTICATION,
          environment: { LOG_LEVEL: level, ENCRYPTION_KEY: KEY, MAX_FILE_BYTES: '100000' },
        });
        user = world.teams.createUser({ endpoint: world.user.endpoint, name: 'MARKED-person' });
        await goThroughAll(world, user, { answers, links });
      });
      after(() => world.close());

      it('writes none of them', () => {
        assert.match(world.bot.output, /something failed, and was recorded/);
        const secrets = [...secretsOf(world), ...signaturesOf(links), ...(level === 'info' ? PRIVATE : [])];
        findNone(world.bot.output, secrets, 'its output');
      });

      it('answers none of them', () => {
        assert.ok(answers.length > 30);
        findNone(answers.join('\n'), [...secretsOf(world), ...signaturesOf(links)], 'an answer');
      });

      it('says none of them to people', () => {
        const said = JSON.stringify(user.conversation.messages.map(({ activity }) => activity));
        assert.match(said, /MARKED-name/, 'names are there for people');
        findNone(said, [...secretsOf(world), ...signaturesOf(links)], 'a message');
      });

      if (level === 'info') {
        it('leaves none of them in its folder, once it has stopped', async () => {
          world.kaizala.faults.clear();
          await world.bot.stop();
          const files = readdirSync(join(world.folder, 'data'), { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'));
          const stored = files.join('\n');
          assert.match(stored, /MARKED-caption/, 'what is no secret can be found');
          findNone(
            stored,
            [...secretsOf(world), ...signaturesOf(links), world.teams.serviceUrl],
            'its folder',
          );
        });
      }
    });
  }
});

describe('a bot in Slack that is given marked secrets', () => {
  let world: SlackWorld;
  const answers: string[] = [];
  before(async () => {
    world = await createSlackWorld({ environment: { LOG_LEVEL: 'trace' }, defaultGroup: 'Field' });
    const { user, bot, slack } = world;
    const file = await user.upload({ kind: 'generated', size: 2_000 }, { name: 'MARKED-name.pdf' });
    await user.shares([file]);
    await user.says('help');
    const url = await bot.listening();
    for (const path of ['events', 'commands', 'interactive']) {
      for (const signature of ['', 'v0=MARKED', `v0=${'0'.repeat(64)}`]) {
        const answer = await fetch(`${url}/slack/${path}`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-slack-signature': signature,
            'x-slack-request-timestamp': String(Math.floor(Date.now() / 1000)),
            authorization: `Bearer ${slack.botToken}`,
          },
          body: JSON.stringify({ token: slack.signingSecret, type: 'event_callback' }),
        });
        answers.push(await answer.text());
      }
    }
  });
  after(() => world.close());

  it('neither writes nor answers them', () => {
    const { slack, bot, kaizala } = world;
    const secrets = [slack.botToken, slack.signingSecret, kaizala.credentials.refreshToken];
    assert.ok(answers.length === 9 && bot.output.length > 1000);
    findNone(bot.output, secrets, 'its output');
    findNone(answers.join('\n'), secrets, 'an answer');
  });
});

describe('the search for marked secrets', () => {
  it('finds one that is there', () => {
    assert.throws(() => findNone('… MARKED-bot-secret …', ['MARKED-bot-secret'], 'it'), /it holds/);
    assert.throws(() => findNone(encodeURIComponent('a+b/c='), ['a+b/c='], 'it'), /it holds/);
  });
});

/** Success, and every kind of failure that there is a way to cause. */
async function goThroughAll(
  { teams, kaizala }: World,
  user: TeamsUser,
  { answers, links }: { answers: string[]; links: string[] },
): Promise<void> {
  const { conversation } = user;
  const serve = async (behaviour: FileBehaviour = { kind: 'ok' }, size = 2_000, name = 'MARKED-name.pdf') => {
    const file = await teams.serveFile({ kind: 'generated', size }, { name, behaviour });
    links.push(JSON.stringify(file));
    return file;
  };
  const group = kaizala.groups[0]?.groupId ?? '';
  const forward = async () => {
    const before = conversation.messages.length;
    await user.shares([await serve()], CAPTION);
    const question = await conversation.waitFor(({ messages }) =>
      messages.slice(before).find((message) => JSON.stringify(message.activity).includes('MARKED-name')),
    );
    await user.submits(question.activity, 'Forward', { caption: CAPTION, group });
  };
  kaizala.faults.add({ kind: 'rotateRefreshToken', operation: 'any' });
  await forward();
  await waitForText(conversation, /Posted to/);
  for (const fault of [
    { kind: 'status', operation: 'media', status: 400, message: ECHO },
    { kind: 'status', operation: 'actions', status: 403, message: ECHO },
    { kind: 'status', operation: 'media', status: 415, message: ECHO, errorCode: 'MARKED-name' },
    { kind: 'invalidToken', operation: 'media' },
    { kind: 'resetAfterEffect', operation: 'actions' },
    { kind: 'cutBody', operation: 'media' },
  ] as const) {
    kaizala.faults.clear();
    kaizala.faults.add(fault);
    await forward();
  }
  for (const [behaviour, size] of [
    [{ kind: 'status', status: 403 }, 2_000],
    [{ kind: 'status', status: 500 }, 2_000],
    [{ kind: 'signInPage' }, 2_000],
    [{ kind: 'cut', afterBytes: 100 }, 2_000],
    [{ kind: 'redirect', to: 'https://MARKED-host.example/?sig=MARKED-redirected' }, 2_000],
    [{ kind: 'ok' }, 200_000],
    [{ kind: 'ok' }, 0],
  ] as const) {
    await user.shares([await serve(behaviour, size)]);
  }
  await user.shares([await serve({ kind: 'ok' }, 2_000, 'MARKED-name.exe')]);
  await waitForText(conversation, /\.exe files can’t be posted/);
  teams.failNext('send', { kind: 'status', status: 500 });
  await user.shares([await serve()]);
  await waitForQuestion(conversation, 'MARKED-name.pdf');
  for (const command of [
    '/help',
    '/status',
    '/history 20',
    '/groups',
    '/link MARKED-name',
    '/retry',
    'MARKED-caption',
  ]) {
    answers.push((await user.says(command)).body);
  }
  for (const body of ['{', '[]', '{"type":"message"}', JSON.stringify({ text: 'MARKED-name' })]) {
    answers.push((await user.raw(body)).body);
  }
  const { activity } = await user.says('/help');
  for (const { authorization, changes } of forgers(teams, AUTHENTICATION)) {
    const header = await authorization();
    const answer = await fetch(String(user.endpoint), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(header !== undefined && { authorization: header }) },
      body: JSON.stringify({ ...activity, ...changes }),
    });
    answers.push(await answer.text());
  }
}

/** Everything that was secret in this run: what was configured, and every token that went over the wire. */
function secretsOf({ kaizala, teams }: World): string[] {
  const tokens = [
    ...teams.requests.map(({ authorization }) => authorization),
    ...kaizala.requests.flatMap(({ headers }) => [headers.accesstoken, headers.refreshtoken]),
  ].flatMap((value) => (typeof value === 'string' ? [value.replace(/^Bearer /i, '')] : []));
  const { applicationSecret, refreshToken } = kaizala.credentials;
  assert.ok(tokens.length > 5);
  return [...new Set([AUTHENTICATION.secret, KEY, applicationSecret, refreshToken, ...tokens])];
}

/** The parts of links by which they open without anything else. */
function signaturesOf(links: readonly string[]): string[] {
  const found = links.flatMap((link) => [...link.matchAll(/[?&](?:tempauth|sig|token)=([^"&]+)/g)]);
  const signatures = found.flatMap(([, value]) => value ?? []);
  assert.ok(signatures.length > 5, links[0]);
  return [...new Set(signatures), 'MARKED-redirected'];
}

function findNone(text: string, secrets: readonly string[], where: string): void {
  for (const secret of secrets) {
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) {
      const at = text.indexOf(form);
      assert.equal(at, -1, `${where} holds “${secret}”: …${text.slice(Math.max(0, at - 200), at + 200)}…`);
    }
  }
}
