import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SCRIPT = join(import.meta.dirname, '..', '..', 'demo', 'playground.ts');

describe('npm run playground', function () {
  this.timeout(60_000);

  it('prints addresses that answer, and leaves nothing behind after Ctrl+C', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'playground-'));
    const child = spawn(process.execPath, [SCRIPT], {
      env: { ...process.env, TMPDIR: folder },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    try {
      let printed = '';
      for await (const chunk of child.stdout) {
        printed += String(chunk);
        if (printed.includes('Ctrl+C')) break;
      }
      const addresses = printed.match(/http:\S+/g) ?? [];
      assert.equal(addresses.length, 2);
      for (const address of addresses) assert.equal((await fetch(address)).status, 200);
      child.kill('SIGINT');
      assert.deepEqual(await once(child, 'exit'), [0, null]);
      assert.deepEqual(await readdir(folder), []);
      for (const address of addresses) await assert.rejects(fetch(address));
    } finally {
      child.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    }
  });
});
