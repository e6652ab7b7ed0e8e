import assert from 'node:assert/strict';
import { assertError } from './support/assert-error.ts';
import { Connector, PHOTO } from './support/connector.ts';
import { withEmulator } from './support/with-emulator.ts';

const CREW = 'df91cb37-97bf-4ccd-a8c2-b2a3ba5eac62@1';

describe('The web server of the emulator', () => {
  it('sends everything with headers that leave a browser no room', () =>
    withEmulator(async (emulator) => {
      await (await Connector.connect(emulator)).share(CREW, 'Image', [PHOTO]);
      const media = emulator.posts()[0]?.files[0]?.url;
      for (const path of ['/', `/groups/${CREW}`, '/page/app.js', '/emulator/posts', '/none', media]) {
        const { headers } = await fetch(`${emulator.url}${path}`);
        assert.match(headers.get('Content-Security-Policy') ?? '', /^default-src 'none'; /, path);
        assert.doesNotMatch(headers.get('Content-Security-Policy') ?? '', /unsafe/, path);
        assert.equal(headers.get('X-Content-Type-Options'), 'nosniff', path);
        assert.equal(headers.get('Referrer-Policy'), 'no-referrer', path);
      }
    }));

  it("serves nothing but the page's own files from disk", () =>
    withEmulator(async (emulator) => {
      for (const path of [
        '/page/',
        '/page/..%2femulator.ts',
        '/page/none.js',
        '/groups/a/b',
        '/emulator/media/x',
      ]) {
        await assertError(await fetch(`${emulator.url}${path}`), 404, 'NotFound');
      }
      await assertError(await fetch(emulator.url, { method: 'POST' }), 404, 'NotFound');
    }));

  it('serves media under the type of its format, never as HTML', () =>
    withEmulator(async (emulator) => {
      const connector = await Connector.connect(emulator);
      const html = '<!doctype html><script>alert(1)</script>';
      await connector.share(CREW, 'Image', [{ ...PHOTO, bytes: html }]);
      const pdf = { name: 'Prüfung (1).pdf', type: 'application/pdf' };
      await connector.share(CREW, 'Document', [pdf]);
      const [photo, document] = await Promise.all(
        emulator.posts().map(({ files }) => fetch(`${emulator.url}${files[0]?.url}`)),
      );
      assert.equal(photo?.headers.get('Content-Type'), 'image/jpeg');
      assert.match(photo?.headers.get('Content-Disposition') ?? '', /^inline;/);
      assert.equal(document?.headers.get('Content-Type'), 'application/pdf');
      assert.equal(
        document?.headers.get('Content-Disposition'),
        "attachment; filename*=UTF-8''Pr%C3%BCfung%20%281%29.pdf",
      );
    }));

  it('serves the ranges that a player asks for', () =>
    withEmulator(async (emulator) => {
      const connector = await Connector.connect(emulator);
      await connector.share(CREW, 'Video', [{ name: 'a.mp4', type: 'video/mp4', bytes: '0123456789' }]);
      const url = `${emulator.url}${emulator.posts()[0]?.files[0]?.url}`;
      const get = async (Range: string) => {
        const response = await fetch(url, { headers: { Range } });
        return [response.status, response.headers.get('Content-Range'), await response.text()];
      };
      assert.deepEqual(await get('bytes=2-4'), [206, 'bytes 2-4/10', '234']);
      assert.deepEqual(await get('bytes=0-'), [206, 'bytes 0-9/10', '0123456789']);
      assert.deepEqual(await get('bytes=8-99'), [206, 'bytes 8-9/10', '89']);
      assert.deepEqual(await get('bytes=-3'), [206, 'bytes 7-9/10', '789']);
      assert.deepEqual(await get('bytes=-99'), [206, 'bytes 0-9/10', '0123456789']);
      for (const unsatisfiable of ['bytes=10-', 'bytes=-0']) {
        assert.deepEqual(await get(unsatisfiable), [416, 'bytes */10', '']);
      }
      for (const ignored of ['bytes=4-2', 'bytes=0-1,4-5', 'lines=1-2', 'bytes=-']) {
        assert.deepEqual(await get(ignored), [200, null, '0123456789']);
      }
    }));

  it('lists posts, of one group or the latest only', () =>
    withEmulator(async (emulator) => {
      const connector = await Connector.connect(emulator);
      const other = emulator.groups[1]?.groupId ?? '';
      for (const [groupId, caption] of [
        [CREW, 'a'],
        [other, 'b'],
        [CREW, 'c'],
      ] as const) {
        await connector.share(groupId, 'Image', [PHOTO], caption);
      }
      const list = async (query: string) => {
        const response = await fetch(`${emulator.url}/emulator/posts?${query}`);
        const { posts } = (await response.json()) as { posts: { caption: string }[] };
        return posts.map(({ caption }) => caption).join('');
      };
      assert.equal(await list(''), 'abc');
      assert.equal(await list(new URLSearchParams({ groupId: CREW }).toString()), 'ac');
      assert.equal(await list('last=2'), 'bc');
      await assertError(await fetch(`${emulator.url}/emulator/posts?last=0`), 400, 'InvalidParameters');
    }));

  it('lists groups with their last post, without those out of reach', () =>
    withEmulator(async (emulator) => {
      await (await Connector.connect(emulator)).share(CREW, 'Image', [PHOTO], 'latest');
      const text = await (await fetch(`${emulator.url}/emulator/groups`)).text();
      const { groups } = JSON.parse(text) as { groups: { lastPost: { caption: string } | null }[] };
      assert.deepEqual(
        groups.map(({ lastPost }) => lastPost?.caption),
        ['latest', undefined, undefined, undefined, undefined],
      );
      assert.ok(!text.includes(emulator.hiddenGroup.groupId));
    }));
});
