import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { buildPackage } from '../../../deploy/teams/build-package.ts';
import { ProblemsError } from '../../../deploy/teams/problems-error.ts';

const OPTIONS = {
  appId: '99998888-7777-4666-8555-444433332222',
  botId: '99998888-7777-4666-8555-444433332222',
  domain: 'bot.example.com',
  version: '1.2.3',
};

describe('buildPackage', () => {
  it('zips the manifest and both icons, and nothing else, at the root', async () => {
    const entries = unzipSync(await buildPackage(OPTIONS));
    assert.deepEqual(Object.keys(entries).sort(), ['color.png', 'manifest.json', 'outline.png']);
    for (const name of ['color.png', 'outline.png']) {
      const source = readFileSync(new URL(`../../../deploy/teams/${name}`, import.meta.url));
      assert.deepEqual(Buffer.from(entries[name] ?? []), source);
    }
    const manifest = JSON.parse(strFromU8(entries['manifest.json'] ?? new Uint8Array()));
    assert.equal(manifest.id, OPTIONS.appId);
    assert.deepEqual(manifest.icons, { color: 'color.png', outline: 'outline.png' });
  });

  it('makes the same bytes of the same input, and others of another', async () => {
    const first = Buffer.from(await buildPackage(OPTIONS));
    assert.deepEqual(Buffer.from(await buildPackage({ ...OPTIONS })), first);
    assert.notDeepEqual(Buffer.from(await buildPackage({ ...OPTIONS, version: '1.2.4' })), first);
  });

  it('builds nothing that breaks the schema', async () => {
    await assert.rejects(buildPackage({ ...OPTIONS, botId: 'kaizala' }), (error) => {
      assert.ok(error instanceof ProblemsError);
      assert.match(error.message, /^manifest\.json, once filled in: \/bots\/0\/botId must match pattern/);
      return true;
    });
  });
});
