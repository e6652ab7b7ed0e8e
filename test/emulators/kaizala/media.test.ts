import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { assertError } from './support/assert-error.ts';
import { Connector, type Part, PHOTO } from './support/connector.ts';
import { withEmulator } from './support/with-emulator.ts';

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';
const KINDS: readonly [extension: string, type: string, actionType: string, number: number][] = [
  ['.jpg', 'image/jpeg', 'Image', 1],
  ['.JPEG', 'image/jpeg', 'Image', 1],
  ['.png', 'image/png', 'Image', 1],
  ['.mp3', 'audio/mpeg', 'Audio', 5],
  ['.wav', 'audio/wav', 'Audio', 5],
  ['.doc', 'application/msword', 'Document', 6],
  ['.docx', `${OPEN_XML}.wordprocessingml.document`, 'Document', 6],
  ['.xls', 'application/vnd.ms-excel', 'Document', 6],
  ['.xlsx', `${OPEN_XML}.spreadsheetml.sheet`, 'Document', 6],
  ['.ppt', 'application/vnd.ms-powerpoint', 'Document', 6],
  ['.pptx', `${OPEN_XML}.presentationml.presentation`, 'Document', 6],
  ['.pdf', 'application/pdf', 'Document', 6],
  ['.mp4', 'video/mp4', 'Video', 10],
  ['.3gpp', 'video/3gpp', 'Video', 10],
];

interface Resource {
  ActionType: number;
  Files: { Id: string; Name: string; Size: number; Url: string }[];
}

const decode = (resource: string) => JSON.parse(Buffer.from(resource, 'base64').toString()) as Resource;

/** Sends a form whose bytes are exactly these. */
const sendRaw = (connector: Connector, form: string, boundary = 'B') =>
  connector.call('media', {
    method: 'POST',
    headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
    body: form,
  });

const rawPart = (headers: string, body = 'bytes') => `--B\r\n${headers}\r\n\r\n${body}\r\n--B--\r\n`;

describe('POST /v1/media', () => {
  for (const [extension, type, actionType, number] of KINDS) {
    it(`takes ${extension} as ${actionType}`, () =>
      withEmulator(async (emulator) => {
        const connector = await Connector.connect(emulator);
        const resource = await connector.uploadedResource([{ name: `file${extension}`, type }]);
        assert.equal(decode(resource).ActionType, number);
        const [group] = emulator.groups;
        assert.equal((await connector.postAction(group?.groupId ?? '', actionType, resource)).status, 200);
      }));
  }

  it('makes one album of several pictures, in their order', () =>
    withEmulator(async (emulator) => {
      const connector = await Connector.connect(emulator);
      const { ActionType, Files } = decode(
        await connector.uploadedResource([PHOTO, { name: 'b.png', type: 'image/png', bytes: '1234567' }]),
      );
      assert.equal(ActionType, 2);
      assert.deepEqual(
        Files.map(({ Name, Size }) => [Name, Size]),
        [
          ['photo.jpg', 5],
          ['b.png', 7],
        ],
      );
      assert.equal(await (await fetch(Files[1]?.Url ?? '')).text(), '1234567');
    }));

  it('keeps the bytes as they are, under a name of its own', () =>
    withEmulator(async (emulator, dataDir) => {
      const connector = await Connector.connect(emulator);
      const bytes = new Uint8Array(300_000).map((_, index) => (index * 31) % 251);
      const name = '../../escape.jpg';
      const resource = decode(await connector.uploadedResource([{ ...PHOTO, name, bytes }]));
      const id = resource.Files[0]?.Id ?? '';
      assert.equal(resource.Files[0]?.Name, name);
      assert.deepEqual(await readdir(join(dataDir, 'media')), [id]);
      const stored = await readFile(join(dataDir, 'media', id));
      const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');
      assert.equal(sha256(stored), sha256(bytes));
    }));

  it('reads names in UTF-8 with the escapes of RFC 7578', () =>
    withEmulator(async (emulator) => {
      const connector = await Connector.connect(emulator);
      for (const name of [
        'Überblick 日本 🚜.jpg',
        'say "hi".jpg',
        'two\r\nlines.jpg',
        '100%25.jpg',
        "it's; a=b.jpg",
      ]) {
        const resource = decode(await connector.uploadedResource([{ ...PHOTO, name }]));
        assert.equal(resource.Files[0]?.Name, name);
      }
    }));

  const unsupported: readonly [string, Part][] = [
    ['an extension that Kaizala does not know', { name: 'x.gif', type: 'image/gif' }],
    ['a name without extension', { name: 'x', type: 'image/jpeg' }],
    ['an unspecific content type', { name: 'x.jpg', type: 'application/octet-stream' }],
    ['a content type of another format', { name: 'x.jpg', type: 'image/png' }],
  ];
  for (const [what, part] of unsupported) {
    it(`answers 415 to ${what}`, () =>
      withEmulator(async (emulator) => {
        const connector = await Connector.connect(emulator);
        await assertError(await connector.upload([part]), 415, 'UnsupportedMediaType');
      }));
  }

  it('answers 415 to a part without a content type', () =>
    withEmulator(async (emulator) => {
      const connector = await Connector.connect(emulator);
      const form = rawPart('Content-Disposition: form-data; name="files"; filename="x.jpg"');
      await assertError(await sendRaw(connector, form), 415, 'UnsupportedMediaType');
    }));

  it('answers InvalidParameters to a form without a file in the field "files"', () =>
    withEmulator(async (emulator) => {
      const connector = await Connector.connect(emulator);
      await assertError(await connector.upload([PHOTO], 'file'), 400, 'InvalidParameters');
      await assertError(await connector.upload([{ ...PHOTO, bytes: '' }]), 400, 'InvalidParameters');
      await assertError(await sendRaw(connector, '--B--\r\n'), 400, 'InvalidParameters');
      const nameless = rawPart('Content-Disposition: form-data; name="files"\r\nContent-Type: image/jpeg');
      await assertError(await sendRaw(connector, nameless), 400, 'InvalidParameters');
    }));

  it('answers InvalidParameters to what is no whole form', () =>
    withEmulator(async (emulator, dataDir) => {
      const connector = await Connector.connect(emulator);
      const whole = rawPart(
        'Content-Disposition: form-data; name="files"; filename="x.jpg"\r\nContent-Type: image/jpeg',
      );
      await assertError(await sendRaw(connector, whole.slice(0, -8)), 400, 'InvalidParameters');
      await assertError(await sendRaw(connector, whole, 'C'), 400, 'InvalidParameters');
      await assertError(await connector.post('media', {}), 400, 'InvalidParameters');
      const noBoundary = { method: 'POST', headers: { 'Content-Type': 'multipart/form-data;' }, body: whole };
      await assertError(await connector.call('media', noBoundary), 400, 'InvalidParameters');
      assert.deepEqual(await readdir(join(dataDir, 'incoming')), []);
    }));

  it('answers InvalidParameters to several files that are not all pictures, and keeps none', () =>
    withEmulator(async (emulator, dataDir) => {
      const connector = await Connector.connect(emulator);
      const pdf = { name: 'a.pdf', type: 'application/pdf' };
      await assertError(await connector.upload([PHOTO, pdf]), 400, 'InvalidParameters');
      for (const folder of ['incoming', 'media']) assert.deepEqual(await readdir(join(dataDir, folder)), []);
    }));

  it('answers an error in the middle of a large upload', () =>
    withEmulator(async (emulator, dataDir) => {
      const connector = await Connector.connect(emulator);
      const bytes = new Uint8Array(8_000_000);
      const response = await connector.upload([
        PHOTO,
        { name: 'x.gif', type: 'image/gif' },
        { ...PHOTO, bytes },
      ]);
      await assertError(response, 415, 'UnsupportedMediaType');
      assert.deepEqual(await readdir(join(dataDir, 'incoming')), []);
    }));

  it('keeps nothing of an upload that breaks off', async () => {
    await withEmulator(async (emulator, dataDir) => {
      const { accessToken, endpointUrl } = await Connector.connect(emulator);
      const { hostname, port, pathname } = new URL(`${endpointUrl}v1/media`);
      const socket = connect(Number(port), hostname);
      socket.write(
        `POST ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: close\r\naccessToken: ${accessToken}\r\n` +
          'Content-Type: multipart/form-data; boundary=B\r\nContent-Length: 1000000\r\n\r\n--B\r\n' +
          'Content-Disposition: form-data; name="files"; filename="x.jpg"\r\nContent-Type: image/jpeg\r\n\r\nhalf',
      );
      while ((await readdir(join(dataDir, 'incoming'))).length === 0) await new Promise(setImmediate);
      socket.destroy();
      while ((await readdir(join(dataDir, 'incoming'))).length > 0) await new Promise(setImmediate);
      assert.deepEqual(await readdir(join(dataDir, 'media')), []);
    });
  });
});

describe('POST /v1/media/url', () => {
  it('is refused, as the emulator fetches nothing', () =>
    withEmulator(async (emulator) => {
      const connector = await Connector.connect(emulator);
      const refusal = await connector.post('media/url', { mediaUrl: 'https://example.org/a.jpg' });
      assert.match(await assertError(refusal, 400, 'InvalidParameters'), /fetches nothing from outside/);
    }));
});
