import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { zipSync } from 'fflate';
import { clamd } from '../../../../services/files/scanning/clamd.ts';
import { scanCommand } from '../../../../services/files/scanning/scan-command.ts';
import { ClamAv, EICAR, NO_CLAMAV } from '../../../support/clamav.ts';
import { fileOf, verdictOf } from './scanning.ts';

const withClamAv = NO_CLAMAV === undefined ? describe : describe.skip;
withClamAv(`ClamAV${NO_CLAMAV ? ` (skipped: ${NO_CLAMAV})` : ''}`, function () {
  this.timeout(60_000);
  let clamav: ClamAv;
  before(async () => {
    clamav = await ClamAv.prepare();
    await clamav.start();
  });
  after(() => clamav.close());

  const environment = { PATH: process.env.PATH ?? '' };
  const ways = [
    ['clamd over TCP', () => clamd(new URL(`clamd://127.0.0.1:${clamav.port}`))],
    ['clamd by its socket', () => clamd(new URL(`clamd://${clamav.socket}`))],
    ['clamscan with a copy', () => scanCommand({ line: clamav.command, environment })],
    ['clamscan with its standard input', () => scanCommand({ line: `${clamav.command} -`, environment })],
  ] as const;
  for (const [way, check] of ways) {
    describe(way, () => {
      for (const [what, bytes, verdict] of [
        ['the test virus', EICAR, 'scan.infected'],
        [
          'the test virus among much else',
          Buffer.concat([randomBytes(200_000), Buffer.from(EICAR)]),
          'scan.infected',
        ],
        ['the test virus in an archive', zipSync({ 'word/a.txt': Buffer.from(EICAR) }), 'scan.infected'],
        ['a clean file', randomBytes(300_000), 'clean'],
      ] as const) {
        it(`says what it is to say of ${what}`, async () => {
          assert.equal(await verdictOf(check(), fileOf(Buffer.from(bytes))), verdict);
        });
      }
    });
  }

  it('names what it found', async () => {
    const found = clamd(new URL(`clamd://127.0.0.1:${clamav.port}`)).check(
      fileOf(EICAR),
      new AbortController().signal,
    );
    await assert.rejects(found, /\(Test\.Eicar\.UNOFFICIAL\)/);
  });

  it('takes 20 MB, and says so if a file is more than it looks into', async () => {
    const check = clamd(new URL(`clamd://127.0.0.1:${clamav.port}`));
    assert.equal(await verdictOf(check, fileOf(Buffer.alloc(20_000_000, 'x'))), 'clean');
    assert.equal(await verdictOf(check, fileOf(Buffer.alloc(40_000_000, 'x'))), 'scan.tooLarge');
  });
});
