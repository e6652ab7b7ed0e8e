import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const MAIN = new URL('../../../emulators/kaizala/main.ts', import.meta.url).pathname;

describe('npm run emulator', () => {
  let folder: string;
  let process_: ChildProcess | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kaizala-emulator-'));
  });

  afterEach(async () => {
    process_?.kill('SIGKILL');
    await rm(folder, { recursive: true });
  });

  const run = (env: NodeJS.ProcessEnv) => {
    const child = spawn(process.execPath, [MAIN], {
      cwd: folder,
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    process_ = child;
    return child;
  };

  /** What it prints once it listens. */
  const banner = async (child: ReturnType<typeof run>) => {
    let output = '';
    for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
      output += chunk;
      if (output.includes('KAIZALA_REFRESH_TOKEN')) return output;
    }
    throw new Error(`It ended after ${output}`);
  };

  const rootOf = (output: string) => /KAIZALA_API_ROOT=(\S+)/.exec(output)?.[1] ?? '';

  it('prints lines that a client can sign in with, survives kill -9, and stops cleanly', async () => {
    const first = run({ EMULATOR_PORT: '0' });
    const settings = Object.fromEntries(
      [...(await banner(first)).matchAll(/KAIZALA_(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
    );
    const headers = {
      applicationId: settings.APPLICATION_ID ?? '',
      applicationSecret: settings.APPLICATION_SECRET ?? '',
      refreshToken: settings.REFRESH_TOKEN ?? '',
    };
    const signIn = async (root: string) => {
      const response = await fetch(`${root}/v1/accessToken`, { headers });
      return (await response.json()) as { endpointUrl: string; accessToken: string };
    };
    const { endpointUrl, accessToken } = await signIn(settings.API_ROOT ?? '');
    await fetch(`${endpointUrl}v1/groups/5b0e3f7c-2f3a-4d0e-9a51-6c1f0b8d7e24/messages`, {
      method: 'POST',
      headers: { accessToken, 'Content-Type': 'application/json' },
      body: '{"message":"still here"}',
    });
    first.kill('SIGKILL');
    await once(first, 'exit');

    await writeFile(join(folder, '.env'), 'EMULATOR_PORT=0\n');
    const second = run({});
    const root = rootOf(await banner(second));
    assert.match(await (await fetch(`${root}/emulator/posts`)).text(), /still here/);
    second.kill('SIGTERM');
    assert.deepEqual(await once(second, 'exit'), [0, null]);
  });

  for (const [what, port, message] of [
    ['in use', undefined, /^Port \d+ on 127\.0\.0\.1 is in use/],
    ['no port at all', 'http', /^EMULATOR_PORT must be a port number, not "http"/],
  ] as const) {
    it(`fails with a message when its port is ${what}`, async () => {
      const first = run({ EMULATOR_PORT: '0', DATA_DIR: 'first' });
      const taken = new URL(rootOf(await banner(first))).port;
      const second = run({ EMULATOR_PORT: port ?? taken });
      const errors = text(second.stderr);
      assert.deepEqual(await once(second, 'exit'), [1, null]);
      assert.match(await errors, message);
      first.kill('SIGKILL');
    });
  }
});
