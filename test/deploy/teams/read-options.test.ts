import assert from 'node:assert/strict';
import { ProblemsError } from '../../../deploy/teams/problems-error.ts';
import { readOptions } from '../../../deploy/teams/read-options.ts';

const APP = '99998888-7777-4666-8555-444433332222';
const BOT = '11112222-3333-4444-5555-666677778888';
const DEFAULTS = { appId: undefined, version: '1.0.0' };
const GOOD = ['--app-id', APP, '--domain', 'bot.example.com'];

const problemOf = (args: string[], defaults: { appId: string | undefined; version: string } = DEFAULTS) => {
  try {
    readOptions(args, defaults);
  } catch (error) {
    assert.ok(error instanceof ProblemsError);
    return error.message;
  }
  return assert.fail('no problem was found');
};

describe('the options of teams:package', () => {
  it('need the app id and the domain alone', () => {
    assert.deepEqual(readOptions(GOOD, DEFAULTS), {
      appId: APP,
      botId: APP,
      domain: 'bot.example.com',
      version: '1.0.0',
      out: 'kaizala-bridge-teams.zip',
    });
  });

  it('can say everything', () => {
    const args = [...GOOD, '--bot-id', BOT, '--version', '1.12.0', '--out', 'build/my.ZIP'];
    assert.deepEqual(readOptions(args, DEFAULTS), {
      appId: APP,
      botId: BOT,
      domain: 'bot.example.com',
      version: '1.12.0',
      out: 'build/my.ZIP',
    });
  });

  it('take the app id of the bot’s configuration, which the command line overrules', () => {
    const configured = { ...DEFAULTS, appId: BOT };
    assert.equal(readOptions(['--domain', 'bot.example.com'], configured).appId, BOT);
    assert.equal(readOptions(GOOD, configured).appId, APP);
    assert.equal(readOptions(GOOD, configured).botId, APP);
  });

  it('are missed where nothing stands in for them', () => {
    assert.match(
      problemOf([]),
      /^--app-id: is missing, and MicrosoftAppId is not set[^\n]*\n--domain: is missing/,
    );
    assert.match(
      problemOf(['--domain', 'bot.example.com'], { ...DEFAULTS, appId: '' }),
      /^--app-id: is missing/,
    );
  });

  for (const id of ['', 'kaizala-bridge', `{${APP}}`, `${APP} `, APP.replaceAll('-', ''), `${APP}0`]) {
    it(`refuse “${id}” for a GUID`, () => {
      assert.match(
        problemOf(['--app-id', id, '--domain', 'bot.example.com']),
        /^--app-id: .* is not a GUID\. Copy/,
      );
      assert.match(problemOf([...GOOD, '--bot-id', id]), /^--bot-id: .* is not a GUID\. Copy/);
    });
  }

  it('name the variable that the bad id came from', () => {
    assert.match(
      problemOf(['--domain', 'bot.example.com'], { ...DEFAULTS, appId: 'x' }),
      /^MicrosoftAppId: “x” is not a GUID/,
    );
  });

  for (const version of ['', '1', '1.2', '1.2.3.4', 'v1.2.3', '1.02.3', '1.2.3-beta']) {
    it(`refuse the version “${version}”`, () => {
      assert.match(problemOf([...GOOD, '--version', version]), /^--version: .* 1\.2\.3/);
    });
  }

  for (const out of ['', '.zip', 'folder/.zip', 'package', 'README.md']) {
    it(`refuse to write to “${out}”`, () => {
      assert.match(problemOf([...GOOD, '--out', out]), /^--out: .* ends in \.zip/);
    });
  }

  it('tell every problem at once', () => {
    const told = problemOf(['--app-id', 'x', '--domain', 'https://x', '--version', '1', '--out', 'x']);
    assert.deepEqual(told.match(/^--[a-z-]+/gm), ['--app-id', '--domain', '--version', '--out']);
  });

  it('refuse what they don’t know', () => {
    assert.throws(() => readOptions([...GOOD, '--bogus'], DEFAULTS), /Unknown option '--bogus'/);
    assert.throws(() => readOptions([...GOOD, 'bot.example.com'], DEFAULTS), TypeError);
  });
});
