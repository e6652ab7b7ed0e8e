import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent } from 'undici';
import { type KaizalaEmulator, startKaizalaEmulator } from '../../../emulators/kaizala/emulator.ts';
import { createKaizalaClient } from '../../../services/kaizala/create-kaizala-client.ts';
import { KaizalaAnsweredError, KaizalaNoAnswerError } from '../../../services/kaizala/errors.ts';
import { actionTypeOf, mediaKindOf, SUPPORTED_EXTENSIONS } from '../../../services/kaizala/media-types.ts';
import type { MediaFile } from '../../../services/kaizala/types.ts';
import { freeLedger } from './free-ledger.ts';
import { MemoryStore } from './memory-store.ts';
import { failureOf, memoryFile } from './setting.ts';

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

describe('the client against the emulator', () => {
  let folder: string;
  let emulator: KaizalaEmulator;
  let agent: Agent;
  let store: MemoryStore;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kaizala-client-'));
    emulator = await startKaizalaEmulator({ dataDir: folder });
    agent = new Agent();
    store = new MemoryStore();
  });
  afterEach(async () => {
    await agent.destroy();
    await emulator.close();
    await rm(folder, { recursive: true });
  });

  const client = () =>
    createKaizalaClient({
      apiRoot: emulator.url,
      credentials: emulator.credentials,
      store,
      ledger: freeLedger,
      dispatcher: agent,
    });
  const groupId = () => emulator.groups[0]?.groupId ?? assert.fail('no group');
  const share = async (files: readonly MediaFile[], caption?: string, kaizala = client()) => {
    const actionType = actionTypeOf(mediaKindOf(files[0]?.name ?? '') ?? assert.fail(), files.length);
    const mediaResource = await kaizala.uploadMedia(files);
    return kaizala.postAction(groupId(), { actionType, mediaResource, ...(caption && { caption }) });
  };

  for (const extension of Object.values(SUPPORTED_EXTENSIONS).flat()) {
    it(`posts a ${extension} file byte for byte`, async () => {
      const content = randomBytes(100_000);
      const name = `naïve “写真” 😀${extension}`;
      const referenceId = await share([memoryFile(name, content)], 'Grüße');
      const [post] = emulator.posts();
      assert.equal(post?.referenceId, referenceId);
      assert.equal(post.caption, 'Grüße');
      assert.deepEqual(
        post.files.map((file) => [file.name, file.size, file.sha256]),
        [[name, content.length, sha256(content)]],
      );
    });
  }

  it('posts an album in order', async () => {
    await share([memoryFile('c.jpg', 'C'), memoryFile('a.png', 'A'), memoryFile('b.jpeg', 'B')]);
    const [post] = emulator.posts();
    assert.equal(post?.actionType, 'Album');
    assert.deepEqual(
      post.files.map(({ name }) => name),
      ['c.jpg', 'a.png', 'b.jpeg'],
    );
  });

  it('lists the groups that the connector sees', async () => {
    assert.deepEqual(
      await client().listGroups(),
      emulator.groups.map(({ groupId: id, groupName: name }) => ({ id, name })),
    );
  });

  it('finds its posts in the history of the group', async () => {
    const since = new Date(Date.now() - 1000);
    const referenceId = await share([memoryFile('a.jpg', 'A')]);
    const kaizala = client();
    const { actions, hasMore } = await kaizala.listActions(groupId(), { actionType: 'Image', since });
    assert.deepEqual(
      actions.map((action) => action.referenceId),
      [referenceId],
    );
    assert.ok(actions[0]?.createdAt && Math.abs(actions[0].createdAt.getTime() - Date.now()) < 5000);
    assert.equal(hasMore, false);
    const videos = await kaizala.listActions(groupId(), { actionType: 'Video', since });
    assert.deepEqual(videos.actions, []);
  });

  it('gets over a stale token, a new refresh token and a move', async () => {
    emulator.faults.add({ kind: 'rotateRefreshToken', operation: 'accessToken' });
    emulator.faults.add({ kind: 'invalidToken', operation: 'media' });
    emulator.faults.add({ kind: 'move', operation: 'action', path: '/kms-beta/' });
    const referenceId = await share([memoryFile('a.jpg', 'A')]);
    assert.deepEqual(
      emulator.posts().map((post) => post.referenceId),
      [referenceId],
    );
    assert.equal(store.state.refreshToken, emulator.credentials.refreshToken);
    assert.equal(store.state.endpointUrl, `${emulator.url}/kms-beta/`);
  });

  it('knows what it does not know after a reset', async () => {
    emulator.faults.add({ kind: 'resetAfterEffect', operation: 'action' });
    const error = await failureOf(share([memoryFile('a.jpg', 'A')]));
    assert.ok(error instanceof KaizalaNoAnswerError);
    assert.equal(error.mayHaveTakenEffect, true);
    assert.equal(emulator.posts().length, 1);
  });

  it('is told that a group is out of reach', async () => {
    const kaizala = client();
    const mediaResource = await kaizala.uploadMedia([memoryFile('a.jpg', 'A')]);
    const posted = kaizala.postAction(emulator.hiddenGroup.groupId, { actionType: 'Image', mediaResource });
    const error = await failureOf(posted);
    assert.ok(error instanceof KaizalaAnsweredError);
    assert.deepEqual(error.recovery, { action: 'giveUp' });
  });
});
