import assert from 'node:assert/strict';
import { Downloading, refusalOf } from './downloading.ts';

const MAX = 100_000;
const content = (size: number) => ({ kind: 'generated', size }) as const;

describe('the size limit of a download', () => {
  let downloading: Downloading;
  beforeEach(async () => {
    downloading = await Downloading.start();
  });
  afterEach(() => downloading.stop());

  for (const kind of ['ok', 'chunked'] as const) {
    it(`lets a file of just that size through (${kind})`, async () => {
      const file = await downloading.serve({ kind }, content(MAX));
      assert.equal((await downloading.fetch(file, { maxBytes: MAX })).size, MAX);
    });

    it(`refuses a file of one byte more (${kind})`, async () => {
      const file = await downloading.serve({ kind }, content(MAX + 1));
      const error = await refusalOf(downloading.fetch(file, { maxBytes: MAX }));
      assert.deepEqual([error.code, error.recovery.action], ['download.tooLarge', 'giveUp']);
      assert.match(error.message, /100 kB/);
      assert.deepEqual(await downloading.spooled(), []);
    });
  }

  it('is applied to the declared size before a byte is taken', async () => {
    const told: number[] = [];
    // It would never end.
    const file = await downloading.serve({ kind: 'stall', afterBytes: 0 }, content(MAX + 1));
    const attempt = downloading.fetch(file, {
      maxBytes: MAX,
      onDeclaredSize: async (size) => void told.push(size),
    });
    assert.equal((await refusalOf(attempt)).code, 'download.tooLarge');
    assert.deepEqual(told, []);
  });
});
