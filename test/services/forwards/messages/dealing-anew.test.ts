import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import type { FileBehaviour } from '../../../../emulators/files/file-behaviour.ts';
import type { Forward, ForwardRequest, SharedFile } from '../../../../services/forwards/types.ts';
import { all, requestFor, Stage, statesOf } from '../stage.ts';
import { untilItHolds } from '../until-it-holds.ts';

const NOW = Date.now();
const GONE: FileBehaviour = { kind: 'status', status: 404 };

describe('files that are dealt out to posts anew', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.start({ joinPicturesMs: 5_000, albumMaxPictures: 4 });
  });
  afterEach(() => stage.kaizala.faults.clear());
  after(() => stage.close());

  const somebody = () => ({ conversationKey: randomUUID(), requesterId: randomUUID() });
  const at = (seconds: number) => ({ sharedAt: new Date(NOW + seconds * 1000) });
  const pictures = (count: number, behaviour?: FileBehaviour) =>
    Promise.all(Array.from({ length: count }, (_, index) => stage.file(`${index}.jpg`, behaviour)));
  const send = async (files: readonly SharedFile[], changes: Partial<ForwardRequest>) => {
    const request = requestFor(files, changes);
    const forward = await stage.forwards.receive(request, new Date(Date.now() + 60_000));
    return { forward, key: request.sourceKey };
  };
  const begin = async (files: readonly SharedFile[], changes: Partial<ForwardRequest>) => {
    const { forward, key } = await send(files, changes);
    return { forward: forward ?? assert.fail(), key };
  };
  const now = async ({ id }: Forward) => (await stage.forwards.find(id)) ?? assert.fail();
  const sizesOf = ({ posts }: Forward) => posts.map(({ files }) => files.length);

  it('are posted also where a new post is made of pictures that have come before', async () => {
    const person = somebody();
    const { forward } = await begin(await pictures(4), { ...person, ...at(1) });
    await stage.found(forward, all('spooled'));
    await send(await pictures(1), { ...person, ...at(0) });
    const open = await stage.found(forward, (one) => one.posts.length === 2 && all('spooled')(one));
    assert.deepEqual(sizesOf(open), [3, 2]);
    await stage.accept(forward);
    await stage.observer.waitFor(forward, all('posted'));
  });

  it('leave no empty post where a whole album is deleted', async () => {
    const person = somebody();
    const { forward, key } = await begin(await pictures(4), { ...person, ...at(0) });
    await send(await pictures(2), { ...person, ...at(1) });
    await stage.found(forward, (one) => one.posts.length === 2 && all('spooled')(one));
    await stage.forwards.delete(key);
    assert.deepEqual(sizesOf(await now(forward)), [2]);
    await stage.accept(forward);
    await stage.observer.waitFor(forward, all('posted'));
    assert.deepEqual(
      stage.posted(forward).map(({ files }) => files.length),
      [2],
    );
  });

  it('leave no post that waits for ever where a whole album is deleted while it is fetched', async () => {
    const person = somebody();
    const stuck = await pictures(4, { kind: 'stall', afterBytes: 10 });
    const { forward, key } = await begin(stuck, { ...person, ...at(0) });
    await send(await pictures(2), { ...person, ...at(1) });
    await stage.forwards.delete(key);
    assert.deepEqual(sizesOf(await now(forward)), [2]);
    await stage.accept(forward);
    await stage.observer.waitFor(forward, all('posted'));
  });

  it('leave nothing in the spool of what was taken out', async () => {
    const person = somebody();
    const { forward, key } = await begin(await pictures(1), { ...person, ...at(0) });
    await send(await pictures(1), { ...person, ...at(1) });
    const [first, second] = (await stage.found(forward, all('spooled'))).posts[0]?.files ?? [];
    await stage.forwards.delete(key);
    await untilItHolds(async () => {
      const names = await readdir(stage.spoolFolder);
      assert.deepEqual(
        [first, second].map((file) => names.some((name) => file && name.startsWith(file.id))),
        [false, true],
      );
    });
  });

  it('are not sent again unasked after they failed for good', async () => {
    const person = somebody();
    const { forward } = await begin(await pictures(1), { ...person, ...at(0) });
    const second = await send(await pictures(1), { ...person, ...at(1) });
    await stage.found(forward, all('spooled'));
    stage.kaizala.faults.add({
      kind: 'status',
      operation: 'action',
      status: 400,
      errorCode: 'InvalidParameter',
    });
    await stage.accept(forward);
    await stage.observer.waitFor(forward, all('failed'));
    await stage.forwards.delete(second.key);
    const left = await now(forward);
    assert.deepEqual([sizesOf(left), statesOf(left)], [[1], ['failed']]);
    const [row] = await stage.database.query<{ media_resource: string | null }>(
      'SELECT media_resource FROM bridge.posts WHERE forward_id = $1',
      [forward.id],
    );
    assert.equal(row?.media_resource, null, 'it holds the picture that was taken out');
  });

  it('are no question any more where only such are left as can not go', async () => {
    const person = somebody();
    const { forward, key } = await begin(await pictures(1), { ...person, ...at(0) });
    await send(await pictures(1, GONE), { ...person, ...at(1) });
    await stage.found(forward, ({ posts }) =>
      posts.every(({ files }) => files.every(({ state }) => state !== 'waiting')),
    );
    await stage.forwards.delete(key);
    const left = await now(forward);
    assert.deepEqual([left.stage, statesOf(left)], ['refused', ['failed']]);
  });
});
