import assert from 'node:assert/strict';
import { assertError } from './support/assert-error.ts';
import { Connector, PHOTO } from './support/connector.ts';
import { withEmulator } from './support/with-emulator.ts';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const CREW = 'df91cb37-97bf-4ccd-a8c2-b2a3ba5eac62@1';

describe('POST /v1/groups/{groupId}/actions', () => {
  it('posts and answers with the reference', () =>
    withEmulator(
      async (emulator) => {
        const connector = await Connector.connect(emulator);
        const resource = await connector.uploadedResource([PHOTO]);
        const response = await connector.postAction(CREW, 'Image', resource, 'Gate 4\n<b>open</b> 🚜');
        const { referenceId } = (await response.json()) as { referenceId: string };
        assert.match(referenceId, GUID);
        const [post, ...others] = emulator.posts();
        assert.deepEqual(others, []);
        assert.deepEqual(
          { ...post, files: post?.files.map(({ url: _url, ...file }) => file) },
          {
            referenceId,
            groupId: CREW,
            groupName: 'Field crew North',
            actionType: 'Image',
            caption: 'Gate 4\n<b>open</b> 🚜',
            sender: 'Kaizala Bridge',
            time: '2026-01-02T03:04:05.000Z',
            files: [
              {
                name: 'photo.jpg',
                size: 5,
                contentType: 'image/jpeg',
                sha256: '55c64d0fcd6f9d5f7c828093857e3fdfda68478bb4e9bd24d481ef391c7804e8',
              },
            ],
          },
        );
      },
      { now: () => Date.parse('2026-01-02T03:04:05Z') },
    ));

  it('posts twice when called twice', () =>
    withEmulator(async (emulator) => {
      const connector = await Connector.connect(emulator);
      const resource = await connector.uploadedResource([PHOTO]);
      for (let call = 0; call < 2; call += 1) await connector.postAction(CREW, 'Image', resource);
      assert.equal(new Set(emulator.posts().map(({ referenceId }) => referenceId)).size, 2);
    }));

  it('takes a group id that is percent-encoded in full', () =>
    withEmulator(async (emulator) => {
      const connector = await Connector.connect(emulator);
      const resource = await connector.uploadedResource([PHOTO]);
      const path = `groups/${CREW.replaceAll('-', '%2d').replace('@', '%40')}/actions`;
      const body = { actionType: 'Image', actionBody: { mediaResource: resource } };
      assert.equal((await connector.post(path, body)).status, 200);
    }));

  it('answers 404 for a group that does not exist and for one that the token does not reach', () =>
    withEmulator(async (emulator) => {
      const connector = await Connector.connect(emulator);
      const resource = await connector.uploadedResource([PHOTO]);
      for (const groupId of ['nowhere', '%', CREW.replace('@1', ''), emulator.hiddenGroup.groupId]) {
        await assertError(await connector.postAction(groupId, 'Image', resource), 404, 'GroupNotFound');
      }
      assert.deepEqual(emulator.posts(), []);
    }));

  it('refuses a resource that was not issued, and one of another kind', () =>
    withEmulator(async (emulator) => {
      const connector = await Connector.connect(emulator);
      const image = await connector.uploadedResource([PHOTO]);
      const album = await connector.uploadedResource([PHOTO, PHOTO]);
      const wrong: readonly [string, string][] = [
        ['Image', 'eyJBY3Rpb25UeXBlIjoxfQ=='],
        ['Album', image],
        ['Image', album],
        ['Document', image],
        ['Vidéo', image],
        ['image', image],
      ];
      for (const [actionType, resource] of wrong) {
        await assertError(await connector.postAction(CREW, actionType, resource), 400, 'InvalidParameters');
      }
      assert.deepEqual(emulator.posts(), []);
    }));

  it('refuses a body that is not exactly what the contract says', () =>
    withEmulator(async (emulator) => {
      const connector = await Connector.connect(emulator);
      const mediaResource = await connector.uploadedResource([PHOTO]);
      const path = `groups/${encodeURIComponent(CREW)}/actions`;
      const bodies = [
        { actionType: 'Image', actionBody: {} },
        { actionType: 'Image', actionBody: { mediaResource, légende: 'x' } },
        { actionType: 'Image', actionBody: { mediaResource, caption: null } },
        { actionType: 'Image', mediaResource },
      ];
      for (const body of bodies)
        await assertError(await connector.post(path, body), 400, 'InvalidParameters');
      const json = JSON.stringify({ actionType: 'Image', actionBody: { mediaResource } });
      const untyped = await connector.call(path, { method: 'POST', body: json });
      assert.match(await assertError(untyped, 400, 'InvalidParameters'), /application\/json/);
      const broken = await connector.call(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: json.slice(1),
      });
      await assertError(broken, 400, 'InvalidParameters');
      assert.deepEqual(emulator.posts(), []);
    }));
});

describe('POST /v1/groups/{groupId}/messages', () => {
  it('posts text of up to 4,000 characters', () =>
    withEmulator(async (emulator) => {
      const connector = await Connector.connect(emulator);
      const path = `groups/${encodeURIComponent(CREW)}/messages`;
      const sent = await connector.post(path, { message: 'x'.repeat(4000) });
      assert.match(((await sent.json()) as { referenceId: string }).referenceId, GUID);
      for (const message of ['', 'x'.repeat(4001)]) {
        await assertError(await connector.post(path, { message }), 400, 'InvalidParameters');
      }
      assert.deepEqual(
        emulator.posts().map(({ actionType, caption }) => [actionType, caption.length]),
        [['Message', 4000]],
      );
    }));
});
