import assert from 'node:assert/strict';
import { detectType } from '../../../services/files/detect-type.ts';

describe('detectType', () => {
  const padded = (...head: (string | number[])[]) =>
    Buffer.concat([...head.map((part) => Buffer.from(part as string)), Buffer.alloc(200)]);

  for (const [extension, head] of [
    [
      '.png',
      padded(
        [0x89],
        'PNG\r\n',
        [0x1a, 0x0a, 0, 0, 0, 13],
        'IHDR',
        [0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0],
        'xxxx',
        [0, 0, 0, 1],
        'IDAT',
      ),
    ],
    ['.jpg', padded([0xff, 0xd8, 0xff, 0xe0, 0, 16], 'JFIF')],
    ['.gif', padded('GIF89a')],
    ['.webp', padded('RIFF', [200, 0, 0, 0], 'WEBPVP8 ')],
    ['.heic', padded([0, 0, 0, 24], 'ftypheic')],
    ['.pdf', padded('%PDF-1.7\n<svg ')],
    ['.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg">')],
    ['.svg', Buffer.from('<?xml version="1.0"?>\n<!-- drawn -->\n<svg width="1">')],
    [undefined, Buffer.from('plain words')],
    [undefined, Buffer.alloc(0)],
  ] as const) {
    it(`tells ${extension ?? 'nothing'} by “${head
      .subarray(0, 12)
      .toString('latin1')
      .replace(/[^ -~]/g, '.')}”`, async () => {
      assert.equal((await detectType(head))?.extension, extension);
    });
  }
});
