import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { memoryFile, Setting } from './setting.ts';

const ROUTE = 'POST /v1/media';

describe('uploadMedia', () => {
  let setting: Setting;
  beforeEach(async () => {
    setting = await Setting.start();
    setting.server.script(ROUTE, { body: { mediaResource: 'resource-1' } });
  });
  afterEach(() => setting.stop());

  const sentBody = () => setting.server.requestsTo(ROUTE).at(-1)?.body.toString() ?? '';

  it('returns the media resource', async () => {
    assert.equal(await setting.client().uploadMedia([memoryFile('a.jpg', 'A')]), 'resource-1');
  });

  it('sends exactly the multipart body that RFC 7578 describes', async () => {
    await setting.client().uploadMedia([memoryFile('a.jpg', 'first'), memoryFile('b.PNG', 'second')]);
    const [request] = setting.server.requestsTo(ROUTE);
    const boundary = request?.headers['content-type']?.match(/^multipart\/form-data; boundary=(\S+)$/)?.[1];
    assert.equal(
      request?.body.toString(),
      `--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="a.jpg"\r\n` +
        `Content-Type: image/jpeg\r\n\r\nfirst\r\n` +
        `--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="b.PNG"\r\n` +
        `Content-Type: image/png\r\n\r\nsecond\r\n--${boundary}--\r\n`,
    );
    assert.equal(request?.headers['content-length'], String(request?.body.length));
    assert.equal(request?.headers['transfer-encoding'], undefined);
  });

  it('carries the access token in its own header and no credentials', async () => {
    await setting.client().uploadMedia([memoryFile('a.jpg', 'A')]);
    const { headers } = setting.server.requestsTo(ROUTE)[0] ?? assert.fail();
    assert.equal(headers.accesstoken, 'MARKED-access-1');
    for (const name of ['authorization', 'applicationid', 'applicationsecret', 'refreshtoken']) {
      assert.equal(headers[name], undefined);
    }
  });

  const longName = `${'x'.repeat(296)}.jpg`;
  const dispositions: [name: string, sent: string, contentType: string][] = [
    ['a"b\r\nX-Evil: 1.jpg', 'a%22b%0D%0AX-Evil: 1.jpg', 'image/jpeg'],
    ['naïve – 写真 😀.jpg', 'naïve – 写真 😀.jpg', 'image/jpeg'],
    ['../../etc/passwd.pdf', 'passwd.pdf', 'application/pdf'],
    [
      'C:\\Users\\me\\report.docx',
      'report.docx',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    ['100%.mp3', '100%.mp3', 'audio/mpeg'],
    [longName, longName, 'image/jpeg'],
    ['clip.3GPP', 'clip.3GPP', 'video/3gpp'],
    ['', 'file', 'application/octet-stream'],
  ];
  for (const [name, sent, contentType] of dispositions) {
    it(`sends the name ${JSON.stringify(name).slice(0, 40)} safely`, async () => {
      await setting.client().uploadMedia([memoryFile(name, 'A')]);
      const disposition = `Content-Disposition: form-data; name="files"; filename="${sent}"`;
      assert.ok(
        sentBody().includes(`\r\n${disposition}\r\nContent-Type: ${contentType}\r\n\r\nA\r\n--`),
        sentBody(),
      );
    });
  }

  it('sends an empty file', async () => {
    await setting.client().uploadMedia([memoryFile('a.pdf', '')]);
    assert.match(sentBody(), /application\/pdf\r\n\r\n\r\n--/);
  });

  it('keeps every byte', async () => {
    const content = randomBytes(300_000);
    await setting.client().uploadMedia([memoryFile('a.mp4', content)]);
    assert.ok(setting.server.requestsTo(ROUTE)[0]?.body.includes(content));
  });

  it('reports progress that only grows and ends at the total size', async () => {
    const seen: number[] = [];
    const files = [memoryFile('a.jpg', randomBytes(200_000)), memoryFile('b.jpg', randomBytes(100_000))];
    await setting.client().uploadMedia(files, { onProgress: (sent) => seen.push(sent) });
    assert.deepEqual(
      seen,
      [...new Set(seen)].sort((a, b) => a - b),
    );
    assert.equal(seen.at(-1), 300_000);
  });

  it('opens each file once and closes it', async () => {
    const files = [memoryFile('a.jpg', 'A'), memoryFile('b.jpg', 'B')];
    await setting.client().uploadMedia(files);
    for (const { opened } of files)
      assert.deepEqual(
        opened.map((stream) => stream.destroyed),
        [true],
      );
  });

  it('refuses to upload nothing', async () => {
    await assert.rejects(setting.client().uploadMedia([]), RangeError);
    assert.deepEqual(setting.server.requests, []);
  });
});
