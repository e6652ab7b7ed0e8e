import assert from 'node:assert/strict';
import fc from 'fast-check';
import { strToU8 } from 'fflate';
import { contentChecks } from '../../../../services/files/checks/content-check.ts';
import type { ByteRange } from '../../../../services/files/spool/spool.ts';
import { beginning, fileOf, refusalOf } from './checked.ts';
import { compound, currentUser, excel, ooxml, powerPoint, word } from './office-samples.ts';

const RULES = { macros: 'refuse', encrypted: 'refuse', stripsPhotoMetadata: false } as const;
const SAMPLES = [
  ooxml({ 'word/vbaProject.bin': strToU8('code') }),
  ooxml({ 'docProps/app.xml': strToU8('<x/>') }),
  compound({ WordDocument: word(), 'Macros/VBA/dir': strToU8('x') }),
  compound({ Workbook: excel({ kind: 1, padding: 100 }), EncryptedSummary: strToU8('x') }),
  compound({ 'PowerPoint Document': powerPoint(true), 'Current User': currentUser(0xf3d1c4df) }),
  Buffer.from(
    '%PDF-1.7\n5 0 obj <</Filter /Standard /V 4 /R 4 /O (12) /U (34) /P -4>> endobj trailer <</Encrypt 5 0 R /ID [<00> <00>]>>',
  ),
];
/** Numbers that break what counts by them. */
const HARSH = [0, 1, 2, 0x7f, 0x80, 0xff, 0xfe, 0xfa];

describe('a broken container', () => {
  it('is let through or refused, in time, whatever is wrong with it', async () => {
    const change = fc.record({
      at: fc.oneof(fc.nat(600), fc.nat(20_000)),
      bytes: fc.array(fc.oneof(fc.nat(255), fc.constantFrom(...HARSH)), { minLength: 1, maxLength: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SAMPLES),
        fc.array(change, { maxLength: 12 }),
        fc.option(fc.nat(20_000), { nil: undefined, freq: 5 }),
        async (sample, changes, cut) => {
          const bytes = Buffer.from(sample.subarray(0, cut));
          for (const { at, bytes: written } of changes) {
            if (bytes.length > 0)
              bytes.set(written.slice(0, bytes.length - (at % bytes.length)), at % bytes.length);
          }
          const started = performance.now();
          assert.match((await refusalOf('plan.doc', bytes)) ?? 'content.', /^content\./);
          assert.ok(performance.now() - started < 5_000);
        },
      ),
      { numRuns: 4_000 },
    );
  }).timeout(120_000);

  it('is given up where its sectors lead round in circles', async () => {
    const bytes = compound({ WordDocument: word({ size: 60_000 }), 'Macros/VBA/dir': strToU8('x') });
    const table = (bytes.readUInt32LE(76) + 1) * 512;
    for (let sector = 0; sector < 128; sector++) bytes.writeUInt32LE(sector, table + 4 * sector);
    assert.equal(await refusalOf('plan.doc', bytes), undefined);
  });

  it('is read no further once nobody waits for it any more', async () => {
    const signal = AbortSignal.abort(new Error('stopped'));
    for (const sample of SAMPLES) {
      for (const check of contentChecks({
        macros: 'refuse',
        encrypted: 'refuse',
        stripsPhotoMetadata: false,
      })) {
        await assert.rejects(check.check(fileOf('plan.doc', sample), signal), /stopped/);
      }
    }
  });

  it('passes on that the place where files are kept does not answer', async () => {
    const large = ooxml({ 'media/film.mp4': [beginning('', 700_000), { level: 0 }] });
    for (const [sample, answers] of [...SAMPLES.map((sample) => [sample, 0] as const), [large, 1] as const]) {
      const file = fileOf('plan.doc', sample);
      let reads = 0;
      const open = (range?: ByteRange) => {
        const stream = file.open(range);
        if (reads++ === answers) stream.destroy(new Error('no answer'));
        return stream;
      };
      for (const check of contentChecks(RULES)) {
        await assert.rejects(check.check({ ...file, open }, new AbortController().signal), /no answer/);
      }
    }
  });
});
