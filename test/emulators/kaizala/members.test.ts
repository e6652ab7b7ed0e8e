import assert from 'node:assert/strict';
import type { MemberPost } from '../../../emulators/kaizala/operations/post-as.ts';
import { assertError } from './support/assert-error.ts';
import { Connector, PHOTO } from './support/connector.ts';
import { withEmulator } from './support/with-emulator.ts';

const CREW = 'df91cb37-97bf-4ccd-a8c2-b2a3ba5eac62@1';
const FROM_ASHA: MemberPost = {
  sender: 'Asha Rao',
  groupId: CREW,
  actionType: 'Image',
  caption: 'Pump 3 is running',
};

describe('A member of a group', () => {
  it('posts next to the connector, under a name of their own', () =>
    withEmulator(async (emulator) => {
      const connector = await Connector.connect(emulator);
      emulator.postAs(FROM_ASHA);
      await connector.share(CREW, 'Image', [PHOTO], 'from the bridge');
      const response = await connector.call(`groups/${encodeURIComponent(CREW)}/actions?actionType=Image`);
      const { actions } = (await response.json()) as { actions: { sender: string; referenceId: string }[] };
      assert.deepEqual(
        actions.map(({ sender }) => sender),
        ['Kaizala Bridge', 'Asha Rao'],
      );
      assert.equal(actions[1]?.referenceId, emulator.posts()[0]?.referenceId);
    }));

  it('posts media that can be looked at', () =>
    withEmulator(async (emulator) => {
      const album = emulator.postAs({ ...FROM_ASHA, actionType: 'Album' });
      assert.equal(album.files.length, 2);
      for (const { url, size, contentType } of album.files) {
        const response = await fetch(`${emulator.url}${url}`);
        assert.equal(response.headers.get('Content-Type'), contentType);
        assert.equal((await response.arrayBuffer()).byteLength, size);
      }
      const kinds = (['Audio', 'Document', 'Video', 'Message'] as const).map(
        (actionType) => emulator.postAs({ ...FROM_ASHA, actionType }).files[0]?.contentType,
      );
      assert.deepEqual(kinds, ['audio/mpeg', 'application/pdf', 'video/mp4', undefined]);
    }));

  it('can be played over HTTP', () =>
    withEmulator(async (emulator) => {
      const post = (body: object) =>
        fetch(`${emulator.url}/emulator/posts`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        });
      const posted = await post(FROM_ASHA);
      assert.equal(posted.status, 201);
      assert.deepEqual(await posted.json(), emulator.posts()[0]);
      await assertError(await post({ ...FROM_ASHA, sender: '' }), 400, 'InvalidParameters');
      await assertError(await post({ ...FROM_ASHA, actionType: 'Poll' }), 400, 'InvalidParameters');
      await assertError(await post({ ...FROM_ASHA, groupId: 'none' }), 404, 'GroupNotFound');
      await assertError(await fetch(`${emulator.url}/emulator/posts`, { method: 'PUT' }), 404, 'NotFound');
      assert.equal(emulator.posts().length, 1);
    }));
});

describe("Kaizala's clock", () => {
  it('is the one that everything goes by', () => {
    const skewMs = -3_600_000;
    return withEmulator(
      async (emulator) => {
        const connector = await Connector.connect(emulator);
        emulator.postAs(FROM_ASHA);
        const response = await connector.call(`groups/${encodeURIComponent(CREW)}/actions`);
        const { actions } = (await response.json()) as { actions: { creationTime: number }[] };
        const times = [
          Date.parse(response.headers.get('Date') ?? ''),
          (actions[0]?.creationTime ?? 0) * 1000,
          Date.parse(emulator.posts()[0]?.time ?? ''),
          emulator.requests[0]?.time ?? 0,
        ];
        for (const time of times) assert.ok(Math.abs(time - skewMs - Date.now()) < 5_000, `${time}`);
      },
      { now: () => Date.now() + skewMs },
    );
  });
});
