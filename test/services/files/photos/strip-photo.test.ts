import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import exifr from 'exifr';
import fc from 'fast-check';
import { PhotoError } from '../../../../services/files/photos/photo-error.ts';
import { stripPhoto } from '../../../../services/files/photos/strip-photo.ts';
import {
  chunk,
  exifTiff,
  icc,
  keptExif,
  MARK,
  metadata,
  plainJpeg,
  png,
  segment,
  withSegments,
} from './photo-samples.ts';

async function* inChunks(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, index = 0; at < bytes.length; index++) {
    const size = sizes[index % sizes.length] ?? bytes.length;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function stripped(bytes: Uint8Array, sizes: readonly number[] = [64 * 1024]): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const part of stripPhoto(inChunks(bytes, sizes))) chunks.push(part);
  return Buffer.concat(chunks);
}

describe('a photo whose metadata are removed', () => {
  let photo: Buffer;
  before(async () => {
    photo = await plainJpeg();
  });

  it('keeps picture and orientation of a JPEG, and nothing that a camera wrote', async () => {
    const shot = withSegments(photo, metadata(), [segment(0xfe, MARK)], MARK);
    assert.deepEqual(await exifr.gps(shot), { latitude: 52.5, longitude: 13.4 });
    const result = await stripped(shot);
    assert.equal(await exifr.gps(result), undefined);
    assert.equal(await exifr.orientation(result), 6);
    assert.deepEqual(
      await exifr.parse(result, true),
      await exifr.parse(withSegments(photo, [keptExif(6)]), true),
    );
    assert.ok(result.equals(withSegments(photo, [keptExif(6)])));
    assert.ok(!result.includes(MARK));
  });

  it('keeps colour profile and Adobe’s marker of a JPEG', async () => {
    const kept = [icc, segment(0xee, 'Adobe\0\x64\0\0\0\0\x01')];
    assert.ok(
      (await stripped(withSegments(photo, [...metadata(exifTiff(1)), ...kept]))).equals(
        withSegments(photo, kept),
      ),
    );
  });

  for (const order of ['II', 'MM'] as const) {
    for (const orientation of [2, 8]) {
      it(`keeps orientation ${orientation} written as ${order}`, async () => {
        const result = await stripped(withSegments(photo, metadata(exifTiff(orientation, order))));
        assert.ok(result.equals(withSegments(photo, [keptExif(orientation)])));
      });
    }
  }

  it('drops the small picture in a JFIF header', async () => {
    const jfif = (size: string, picture: string) =>
      segment(0xe0, `JFIF\0\x01\x02\0\0\x01\0\x01${size}${picture}`);
    const rest = photo.subarray(2);
    const shot = Buffer.concat([Buffer.of(0xff, 0xd8), jfif('\x02\x02', MARK), rest]);
    assert.ok((await stripped(shot)).equals(Buffer.concat([Buffer.of(0xff, 0xd8), jfif('\0\0', ''), rest])));
  });

  it('drops a second picture and a film behind the end of a JPEG', async () => {
    const second = withSegments(photo, metadata());
    const film = Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42'), randomBytes(50_000)]);
    assert.ok((await stripped(withSegments(photo, [], [], Buffer.concat([second, film])))).equals(photo));
  });

  it('takes nothing but a comment from photos that have only that', async () => {
    for (const name of ['aisle-c14.jpg', 'field-at-sunrise.jpg', 'shop-window.jpg', 'turbine-service.jpg']) {
      const sample = await readFile(new URL(`../../../../demo/samples/${name}`, import.meta.url));
      assert.ok((await stripped(sample)).equals(await plainJpeg(name)), name);
    }
  });

  it('keeps picture, colours and orientation of a PNG, and nothing else', async () => {
    const colours = [
      chunk('gAMA', '\0\0\xb1\x8f'),
      chunk('iCCP', 'profile\0\0zipped'),
      chunk('pHYs', '123456789'),
    ];
    const texts = ['tEXt', 'zTXt', 'iTXt', 'tIME', 'caBX', 'prVt'].map((type) =>
      chunk(type, `place\0${MARK}`),
    );
    const shot = png([...colours, ...texts, chunk('eXIf', exifTiff())], texts, MARK);
    const result = await stripped(shot);
    assert.equal(await exifr.orientation(result), 6);
    assert.equal(await exifr.gps(result), undefined);
    assert.ok(result.equals(png([...colours, chunk('eXIf', keptExif(6).subarray(10))])));
  });

  it('is the same however its bytes come', async () => {
    const shots = [
      withSegments(photo, metadata(), [segment(0xfe, MARK)], MARK),
      png([chunk('eXIf', exifTiff())]),
    ];
    const whole = await Promise.all(shots.map((shot) => stripped(shot)));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 30 }),
        async (sizes) => {
          for (const [index, shot] of shots.entries()) {
            assert.ok((await stripped(shot, sizes)).equals(whole[index] ?? assert.fail()));
          }
        },
      ),
      { numRuns: 60 },
    );
    assert.ok((await stripped(shots[1] ?? assert.fail(), [1])).equals(whole[1] ?? assert.fail()));
  });

  it('keeps of one that breaks off what there is of the picture', async () => {
    const shot = withSegments(photo, [segment(0xfe, MARK)]);
    const cut = photo.length - 1_000;
    const added = shot.length - photo.length;
    assert.ok((await stripped(shot.subarray(0, cut + added))).equals(photo.subarray(0, cut)));
    const points = png();
    assert.ok((await stripped(points.subarray(0, -20))).equals(points.subarray(0, -20)));
  });

  for (const [what, bytes] of [
    ['a JPEG of noise', Buffer.concat([Buffer.of(0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1), Buffer.alloc(90, 7)])],
    [
      'a JPEG with something between its segments',
      Buffer.concat([Buffer.of(0xff, 0xd8, 0xff, 0xfe, 0, 2), Buffer.from(MARK)]),
    ],
    ['a JPEG with a segment of no length', Buffer.of(0xff, 0xd8, 0xff, 0xe1, 0, 1, 9, 9)],
    ['a PNG of noise', Buffer.concat([png().subarray(0, 8), Buffer.alloc(90, 7)])],
    [
      'a PNG with a chunk of too many bytes',
      Buffer.concat([png().subarray(0, 8), Buffer.from('\xff\0\0\0tEXt', 'latin1')]),
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(
        stripped(bytes),
        (error) => error instanceof PhotoError && error.recovery.action === 'giveUp',
      );
    });
  }

  it('lets everything else pass as it is', async () => {
    for (const bytes of [
      Buffer.from('%PDF-1.7'),
      Buffer.of(0xff, 0xd8),
      Buffer.of(7),
      randomBytes(300_000),
    ]) {
      assert.ok((await stripped(bytes)).equals(bytes));
    }
  });

  it('ends with a picture or a refusal whatever is wrong with it, and never grows', async () => {
    const shots = [
      withSegments(photo, metadata()).subarray(0, 6_000),
      png([chunk('eXIf', exifTiff()), chunk('tEXt', MARK)]),
    ];
    const change = fc.record({ at: fc.nat(5_999), bytes: fc.uint8Array({ minLength: 1, maxLength: 4 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...shots),
        fc.array(change, { maxLength: 5 }),
        fc.nat(6_000),
        async (shot, changes, cut) => {
          const bytes = Buffer.from(shot.subarray(0, cut));
          for (const { at, bytes: written } of changes)
            if (bytes.length > 0) bytes.set(written.slice(0, 1), at % bytes.length);
          const result = await stripped(bytes).catch((error: unknown) => error);
          if (result instanceof Buffer) assert.ok(result.length <= bytes.length);
          else assert.ok(result instanceof PhotoError, String(result));
        },
      ),
      { numRuns: 2_000 },
    );
  }).timeout(30_000);
});
