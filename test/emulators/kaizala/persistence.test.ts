import assert from 'node:assert/strict';
import { appendFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KaizalaEmulator, startKaizalaEmulator } from '../../../emulators/kaizala/emulator.ts';
import { Connector, PHOTO, requestAccessToken } from './support/connector.ts';

const CREW = 'df91cb37-97bf-4ccd-a8c2-b2a3ba5eac62@1';

describe('An emulator that is started again on the same folder', () => {
  let dataDir: string;
  let emulator: KaizalaEmulator;

  /** Restarts on another port, as the connections that `fetch` keeps to the old one are dead. */
  const restart = async (connector?: Connector) => {
    await emulator.close();
    emulator = await startKaizalaEmulator({ dataDir });
    if (connector !== undefined) {
      connector.endpointUrl = new URL(new URL(connector.endpointUrl).pathname, emulator.url).href;
    }
  };

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'kaizala-emulator-'));
    emulator = await startKaizalaEmulator({ dataDir });
  });

  afterEach(async () => {
    await emulator.close();
    await rm(dataDir, { recursive: true });
  });

  it('has the same posts and files, and takes the same tokens and resources', async () => {
    const connector = await Connector.connect(emulator);
    const resource = await connector.uploadedResource([PHOTO]);
    await connector.postAction(CREW, 'Image', resource, 'before');
    const before = { posts: emulator.posts(), groups: emulator.groups, credentials: emulator.credentials };
    await restart(connector);
    assert.deepEqual(
      { posts: emulator.posts(), groups: emulator.groups, credentials: emulator.credentials },
      before,
    );
    assert.equal((await connector.postAction(CREW, 'Image', resource, 'after')).status, 200);
    assert.equal(await (await fetch(`${emulator.url}${before.posts[0]?.files[0]?.url}`)).text(), 'photo');
  });

  it('remembers revoked tokens, a new refresh token and where the endpoint went', async () => {
    const connector = await Connector.connect(emulator);
    const first = emulator.credentials;
    for (const kind of ['invalidToken', 'rotateRefreshToken'] as const) {
      emulator.faults.add({ kind, operation: 'groups' });
      await connector.call('groups');
    }
    emulator.faults.add({ kind: 'move', operation: 'groups', path: '/kms-beta/' });
    await connector.call('groups');
    const second = emulator.credentials;
    assert.equal((await requestAccessToken(emulator, second)).status, 200);
    await restart(connector);
    assert.deepEqual(emulator.credentials, second);
    assert.equal((await requestAccessToken(emulator, first)).status, 401);
    assert.equal((await connector.call('groups')).status, 401);
    connector.accessToken = (await Connector.connect(emulator)).accessToken;
    assert.equal((await connector.call('groups')).status, 308);
  });

  it('drops a line that a kill cut short, and uploads that never ended', async () => {
    await (await Connector.connect(emulator)).share(CREW, 'Image', [PHOTO]);
    const posts = emulator.posts();
    await appendFile(join(dataDir, 'journal.jsonl'), '{"type":"post","post":{"refer');
    await writeFile(join(dataDir, 'incoming', 'half'), 'half');
    await restart();
    assert.deepEqual(emulator.posts(), posts);
    assert.deepEqual(await readdir(join(dataDir, 'incoming')), []);
    await (await Connector.connect(emulator)).share(CREW, 'Image', [PHOTO]);
    await restart();
    assert.equal(emulator.posts().length, 2);
  });

  it('refuses to start on a journal that it does not understand', async () => {
    const other = join(dataDir, 'other');
    await mkdir(other);
    await writeFile(join(other, 'journal.jsonl'), '{"type":"surprise"}\n');
    await assert.rejects(startKaizalaEmulator({ dataDir: other }));
  });

  it('says which port is taken, and leaves the folder of the one that has it alone', async () => {
    const { port } = new URL(emulator.url);
    await writeFile(join(dataDir, 'incoming', 'upload'), 'under way');
    await assert.rejects(startKaizalaEmulator({ dataDir, port: Number(port) }), {
      message: new RegExp(`^Port ${port} on 127.0.0.1 is in use`),
    });
    assert.deepEqual(await readdir(join(dataDir, 'incoming')), ['upload']);
  });
});
