import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BotProcess } from '../support/bot-process.ts';

describe('npm start', () => {
  let folder: string;
  const started: BotProcess[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kaizala-bridge-'));
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map((bot) => bot.kill()));
    await rm(folder, { recursive: true, force: true });
  });

  function launch(environment: Record<string, string>): BotProcess {
    const bot = BotProcess.launch({ PORT: '0', EMULATOR_PORT: '0', ...environment }, folder);
    started.push(bot);
    return bot;
  }

  it('without any credentials uses the emulator, listens on loopback and says both', async () => {
    const bot = launch({});
    const url = await bot.listening();
    assert.match(url, /^http:\/\/127\.0\.0\.1:/);
    assert.match(bot.output, /the Kaizala emulator is used/);
    await bot.wrote(/nobody is authenticated, so only this machine is served/);
    for (const path of ['/healthz', '/readyz']) {
      assert.equal((await fetch(`${url}${path}`)).status, 200);
    }
    const emulator = /"url":"(http[^"]+)","msg":"no KAIZALA_/.exec(bot.output)?.[1];
    assert.equal((await fetch(`${emulator}/`)).status, 200);
  });

  it('reads .env, under what the environment says', async () => {
    await writeFile(join(folder, '.env'), 'LOG_LEVEL=silent\nMAX_FILE_BYTES=not a number\n');
    const bot = launch({});
    assert.equal(await bot.ended(), 1);
    assert.match(bot.output, /MAX_FILE_BYTES: must be a number of bytes/);
    const other = launch({ MAX_FILE_BYTES: '10', LOG_LEVEL: 'info' });
    await other.listening();
  });

  it('with some of the Kaizala credentials refuses to start and names the missing ones', async () => {
    const bot = launch({ KAIZALA_API_ROOT: 'https://kaizala.test', KAIZALA_APPLICATION_ID: 'x' });
    assert.equal(await bot.ended(), 1);
    assert.match(bot.output, /KAIZALA_APPLICATION_SECRET: is missing/);
    assert.match(bot.output, /KAIZALA_REFRESH_TOKEN: is missing/);
    assert.doesNotMatch(bot.output, /KAIZALA_APPLICATION_ID: is missing/);
  });

  it('refuses to share a data folder with another bot', async () => {
    await launch({}).listening();
    const second = launch({});
    assert.equal(await second.ended(), 1);
    assert.match(second.output, /Another process is using .*give this one a DATA_DIR of its own/);
  }).timeout(90_000);

  it('says which port is taken and what to do', async () => {
    const other = createServer().listen(0, '127.0.0.1').unref();
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const bot = launch({ PORT: port });
    assert.equal(await bot.ended(), 1);
    assert.match(bot.output, new RegExp(`${port}.*set PORT and EMULATOR_PORT to free ports`));
  });

  it('stops although somebody never finishes a request', async () => {
    const bot = launch({});
    const { hostname, port } = new URL(await bot.listening());
    const socket = connect(Number(port), hostname).on('error', () => {});
    socket.write(
      'POST /api/messages HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{',
    );
    await once(socket, 'connect');
    assert.equal(await bot.stop(), 0);
    socket.destroy();
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`stops in order and exits 0 on ${signal}`, async () => {
      const bot = launch({});
      await bot.listening();
      assert.equal(await bot.stop(signal), 0);
    });
  }
});
