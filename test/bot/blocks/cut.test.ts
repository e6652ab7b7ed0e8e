import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cut, cutMiddle } from '../../../bot/blocks/cut.ts';

const FAMILY = '👩‍👩‍👧‍👦';
const CUTS = { 'at its end': cut, 'in its middle': cutMiddle };

for (const [place, shorten] of Object.entries(CUTS)) {
  describe(`a text that is cut ${place}`, () => {
    it('is never longer than it may be, and stays as it is if it is short enough', () => {
      fc.assert(
        fc.property(
          fc.string({ unit: 'grapheme', maxLength: 400 }),
          fc.integer({ min: 3, max: 300 }),
          (text, most) => {
            const short = shorten(text, most);
            assert.ok(short.length <= most, `${short.length} of ${most}`);
            if (text.length <= most) assert.equal(short, text);
            else assert.match(short, /…/);
          },
        ),
      );
    });

    it('has no character in halves', () => {
      fc.assert(
        fc.property(
          fc.string({ unit: 'binary', maxLength: 400 }),
          fc.integer({ min: 3, max: 300 }),
          (text, most) => {
            assert.ok(shorten(text, most).isWellFormed());
          },
        ),
      );
    });

    it('keeps an emoji of several parts whole, or leaves it out', () => {
      for (let most = 3; most < 120; most++) {
        const rest = shorten(FAMILY.repeat(40), most).replaceAll(FAMILY, '');
        assert.equal(rest, '…');
      }
    });

    it('is cut all the same if one character is longer than it may be', () => {
      assert.ok(shorten(`e${'\u0301'.repeat(5_000)}`, 75).length <= 75);
    });
  });
}

describe('the name of a file that is cut', () => {
  it('keeps its extension', () => {
    assert.match(cutMiddle(`${'n'.repeat(200)}.pdf`, 75), /^n+…n+\.pdf$/);
    assert.equal(cutMiddle(`${'n'.repeat(200)}.pdf`, 75).length, 75);
  });
});
