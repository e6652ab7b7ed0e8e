import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import sinon from 'sinon';
import { findCommand } from '../../../bot/commands/find-command.ts';
import { words } from '../../../bot/words/words.ts';
import { fillManifest } from '../../../deploy/teams/fill-manifest.ts';
import { manifestProblems } from '../../../deploy/teams/manifest-problems.ts';

const ROOT = new URL('../../../', import.meta.url);
const TEMPLATE = readFileSync(new URL('deploy/teams/manifest.json', ROOT), 'utf8');
const VALUES = {
  appId: '99998888-7777-4666-8555-444433332222',
  botId: '11112222-3333-4444-5555-666677778888',
  domain: 'bot.example.com',
  version: '1.2.3',
};
const filled = fillManifest(TEMPLATE, VALUES);
const manifest = JSON.parse(filled);
const [bot] = manifest.bots;
const commands: { title: string; description: string }[] = bot.commandLists[0].commands;

const isCommand = (name: string) => findCommand(`/${name}`).kind === 'command';

describe('the manifest of the Teams app', () => {
  let network: sinon.SinonStub;

  beforeEach(() => {
    network = sinon.stub(globalThis, 'fetch').rejects(new Error('there is no network'));
  });

  afterEach(() => sinon.restore());

  it('is valid, which is told without a network', async () => {
    assert.deepEqual(await manifestProblems(filled), []);
    sinon.assert.notCalled(network);
  });

  it('would be found invalid', async () => {
    const broken = { ...manifest, accentColor: 'teal', bots: [{ ...bot, surprise: true }], name: {} };
    const problems = await manifestProblems(JSON.stringify(broken));
    for (const told of ['/accentColor', '/bots/0', '/name']) {
      assert.ok(
        problems.some((problem) => problem.startsWith(`${told} `)),
        problems.join('\n'),
      );
    }
    assert.match(problems.join('\n'), /surprise/);
  });

  it('leaves no placeholder, and knows each', () => {
    assert.doesNotMatch(filled, /[{]{2}|[}]{2}/);
    assert.throws(
      () => fillManifest('{"id":"{{APP_IDD}}"}', VALUES),
      /\{\{APP_IDD\}\} is unknown\. Use APP_ID/,
    );
  });

  it('names the schema of its own version', () => {
    assert.equal(
      manifest.$schema,
      `https://developer.microsoft.com/json-schemas/teams/v${manifest.manifestVersion}/MicrosoftTeams.schema.json`,
    );
  });

  it('tells the app from the bot, whose registration it asks permissions for', () => {
    assert.equal(manifest.id, VALUES.appId);
    assert.equal(bot.botId, VALUES.botId);
    assert.equal(manifest.webApplicationInfo.id, VALUES.botId);
    assert.deepEqual(manifest.validDomains, [VALUES.domain]);
    assert.equal(manifest.version, VALUES.version);
  });

  it('has the bot take files, everywhere', () => {
    assert.equal(bot.supportsFiles, true);
    assert.deepEqual(bot.scopes, ['personal', 'team', 'groupChat']);
  });

  it('asks for no more than docs/teams.md explains', () => {
    const docs = readFileSync(new URL('docs/teams.md', ROOT), 'utf8');
    const asked: { name: string; type: string }[] = manifest.authorization.permissions.resourceSpecific;
    assert.equal(asked.length, 3);
    for (const { name, type } of asked) {
      assert.equal(type, 'Application');
      assert.match(docs, new RegExp(`^\\| \`${name}\` \\|`, 'm'));
    }
  });

  it('offers the same commands in every kind of conversation', () => {
    assert.deepEqual(
      bot.commandLists.map(({ scopes }: { scopes: string[] }) => scopes),
      [bot.scopes],
    );
    assert.equal(new Set(commands.map(({ title }) => title)).size, commands.length);
  });

  // Teams lists them with their description, and puts the title into the box where people go on typing.
  for (const { title, description } of commands) {
    it(`offers ${title} with few words`, () => {
      assert.match(title, /^\/[a-z]+$/);
      assert.ok(description.length > 10 && description.length <= 80, description);
      for (const [example] of description.matchAll(/(?<!\w)\/[a-z]+/g)) {
        assert.ok(commands.some((command) => command.title === example));
      }
    });

    it(`has a bot that knows ${title}`, () => {
      assert.equal(findCommand(title).kind, 'command');
    });
  }

  it('leaves out no command of the bot', () => {
    const files = readdirSync(new URL('bot/commands', ROOT), { recursive: true, encoding: 'utf8' });
    const named = [
      ...files.map((file) => file.replace(/^.*\/|\.ts$/g, '')),
      ...[...words.help.matchAll(/^- \/([a-z]+)/gm)].map(([, name = '']) => name),
    ];
    const known = [...new Set(named.filter(isCommand))];
    assert.ok(known.length >= 6, known.join());
    const offered = commands.map(({ title }) => title.slice(1));
    assert.deepEqual(
      known.filter((name) => !offered.includes(name)),
      [],
    );
  });
});
