import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { refusalOf } from './checked.ts';

const SAMPLES = new URL('./samples/', import.meta.url);
const sample = (name: string) => readFile(new URL(name, SAMPLES));
const CIPHERS = ['rc4-40', 'rc4-128', 'aes-128', 'aes-256-r5', 'aes-256'];

/** The samples are what qpdf made of one page, with and without a password to open it. */
describe('a PDF that is encrypted', () => {
  for (const cipher of CIPHERS) {
    it(`is refused if it asks for a password, and taken if only its owner has one (${cipher})`, async () => {
      assert.equal(await refusalOf('plan.pdf', await sample(`asks-${cipher}.pdf`)), 'content.encrypted');
      assert.equal(await refusalOf('plan.pdf', await sample(`open-${cipher}.pdf`)), undefined);
      assert.equal(
        await refusalOf('plan.pdf', await sample(`asks-${cipher}.pdf`), { encrypted: 'allow' }),
        undefined,
      );
    });
  }

  it('is refused if its encryption can’t be made out', async () => {
    const text = (await sample('open-aes-256.pdf')).toString('latin1');
    for (const [is, was] of [
      ['/Unheard', '/Standard'],
      ['/R 9', '/R 6'],
      ['/Y ', '/U '],
    ] as const) {
      const changed = text.replace(was, is);
      assert.notEqual(changed, text);
      assert.equal(await refusalOf('plan.pdf', Buffer.from(changed, 'latin1')), 'content.encrypted', is);
    }
    assert.equal(
      await refusalOf('plan.pdf', Buffer.from('%PDF-1.7 <</Encrypt 7 0 R>>')),
      'content.encrypted',
    );
  });

  it('is told in a large file, whatever lies between its parts', async () => {
    for (const [name, refusal] of [
      ['asks-rc4-128.pdf', 'content.encrypted'],
      ['open-rc4-128.pdf', undefined],
    ] as const) {
      const bytes = await sample(name);
      const end = bytes.lastIndexOf('xref\n0');
      for (const padding of [65_000, 65_536 - end, 300_000]) {
        const large = Buffer.concat([
          bytes.subarray(0, end),
          Buffer.alloc(padding, '\n'),
          bytes.subarray(end),
        ]);
        assert.equal(await refusalOf('plan.pdf', large), refusal);
      }
    }
  });

  it('is judged in time, whatever is wrong with it', async () => {
    const samples = await Promise.all((await readdir(SAMPLES)).map(sample));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...samples),
        fc.array(fc.tuple(fc.nat(3_000), fc.nat(255)), { maxLength: 10 }),
        async (bytes, changes) => {
          const changed = Buffer.from(bytes);
          for (const [at, value] of changes) changed[at % changed.length] = value;
          assert.match((await refusalOf('plan.pdf', changed)) ?? 'content.', /^content\./);
        },
      ),
      { numRuns: 1_000 },
    );
  }).timeout(60_000);
});
