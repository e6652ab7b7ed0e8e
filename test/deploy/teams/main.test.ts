import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { strFromU8, unzipSync } from 'fflate';

const MAIN = join(import.meta.dirname, '..', '..', '..', 'deploy', 'teams', 'main.ts');
const APP = '99998888-7777-4666-8555-444433332222';
const CONFIGURED = '11112222-3333-4444-5555-666677778888';
const GOOD = ['--app-id', APP, '--domain', 'bot.example.com'];

describe('npm run teams:package', function () {
  this.timeout(20_000);
  let folder: string;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'package-')));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  const run = async (args: readonly string[], environment: NodeJS.Dict<string> = {}) => {
    const { MicrosoftAppId: _, ...rest } = process.env;
    const child = spawn(process.execPath, [MAIN, ...args], {
      cwd: folder,
      env: { ...rest, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit'),
    ]);
    return { code, stdout, stderr };
  };

  const manifestIn = async (file: string) => {
    const entries = unzipSync(await readFile(join(folder, file)));
    return JSON.parse(strFromU8(entries['manifest.json'] ?? new Uint8Array()));
  };

  it('writes the package, and says where it is and what comes next', async () => {
    const { code, stdout, stderr } = await run(GOOD);
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, new RegExp(`^The app package is ${join(folder, 'kaizala-bridge-teams.zip')}$`, 'm'));
    assert.match(stdout, /https:\/\/bot\.example\.com\/api\/messages/);
    assert.match(stdout, /Upload an app/);
    assert.deepEqual(await readdir(folder), ['kaizala-bridge-teams.zip']);
    const { id, version } = await manifestIn('kaizala-bridge-teams.zip');
    const project = JSON.parse(await readFile(join(import.meta.dirname, '../../../package.json'), 'utf8'));
    assert.deepEqual([id, version], [APP, project.version]);
  });

  it('writes to where it is told, and the same in every time zone', async () => {
    await mkdir(join(folder, 'build'));
    const first = await run([...GOOD, '--out', 'build/east.zip'], { TZ: 'Pacific/Kiritimati' });
    const second = await run([...GOOD, '--out', 'build/west.zip'], { TZ: 'America/Adak' });
    assert.deepEqual([first.code, second.code], [0, 0], first.stderr + second.stderr);
    assert.match(first.stdout, /build\/east\.zip$/m);
    assert.deepEqual(
      await readFile(join(folder, 'build/east.zip')),
      await readFile(join(folder, 'build/west.zip')),
    );
  });

  it('takes the app id from .env, unless the environment has one', async () => {
    await writeFile(join(folder, '.env'), `MicrosoftAppId=${CONFIGURED}\n`);
    await run(['--domain', 'bot.example.com', '--out', 'file.zip']);
    assert.equal((await manifestIn('file.zip')).id, CONFIGURED);
    await run(['--domain', 'bot.example.com', '--out', 'file.zip'], { MicrosoftAppId: APP });
    assert.equal((await manifestIn('file.zip')).id, APP);
  });

  for (const [what, args, problem] of [
    ['nothing is given', [], /^--app-id: is missing.*\n--domain: is missing/],
    ['the id is no GUID', ['--app-id', 'x', '--domain', 'bot.example.com'], /^--app-id: “x” is not a GUID/],
    ['the domain is a url', ['--app-id', APP, '--domain', 'https://bot.example.com'], /without https/],
    ['an option is unknown', [...GOOD, '--bogus'], /^Unknown option '--bogus'/],
  ] as const) {
    it(`writes nothing and explains itself when ${what}`, async () => {
      const { code, stdout, stderr } = await run(args);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, problem);
      assert.match(stderr, /^Usage: npm run teams:package/m);
      assert.doesNotMatch(stderr, /^ {4}at /m);
      assert.deepEqual(await readdir(folder), []);
    });
  }

  it('says so when the package can’t be written', async () => {
    const { code, stderr } = await run([...GOOD, '--out', 'missing/file.zip']);
    assert.equal(code, 1);
    assert.match(stderr, /^No package was written: ENOENT.*missing/);
  });
});
