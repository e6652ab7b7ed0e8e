import assert from 'node:assert/strict';
import { shorten } from '../../../bot/cards/shorten.ts';

describe('shorten', () => {
  it('leaves a text that fits', () => assert.equal(shorten('plan.pdf', 8), 'plan.pdf'));
  it('cuts in the middle and keeps the extension', () => {
    assert.equal(shorten('a-very-long-name-of-a-file.pdf', 15), 'a-very-lo…e.pdf');
  });
  it('never cuts a character in two', () => {
    assert.equal([...shorten('😀'.repeat(30), 10)].length, 10);
  });
});
