import assert from 'node:assert/strict';
import { clipBytes } from '../../../bot/cards/clip-bytes.ts';

describe('clipBytes', () => {
  it('leaves a text that fits', () => {
    assert.equal(clipBytes('नमस्ते', 18), 'नमस्ते');
    assert.equal(clipBytes('', 0), '');
  });

  it('counts what JSON makes of the text, and cuts no character in two', () => {
    assert.equal(clipBytes('"'.repeat(3), 5), '""');
    assert.equal(clipBytes('\u0001a', 6), '\u0001');
    assert.equal(clipBytes('🌾🌾', 7), '🌾');
  });
});
