import assert from 'node:assert/strict';
import { relativeTime, timeInWords } from '../../../bot/words/relative-time.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('a time in words', () => {
  for (const [ms, words] of [
    [0, 'now'],
    [-999, 'now'],
    [999, 'now'],
    [-SECOND, '1 second ago'],
    [-59 * SECOND, '59 seconds ago'],
    [40 * SECOND, 'in 40 seconds'],
    [-MINUTE, '1 minute ago'],
    [-2.9 * MINUTE, '2 minutes ago'],
    [90 * MINUTE, 'in 1 hour'],
    [-23.9 * HOUR, '23 hours ago'],
    [-DAY, '1 day ago'],
    [-400 * DAY, '400 days ago'],
  ] as const) {
    it(`is “${words}” at ${ms} ms from now`, () => {
      assert.equal(relativeTime(new Date(NOW.getTime() + ms), NOW), words);
    });
  }

  for (const [ms, words] of [
    [0, '0 seconds'],
    [SECOND, '1 second'],
    [2.5 * MINUTE, '2 minutes'],
    [HOUR, '1 hour'],
    [3 * DAY, '3 days'],
    // Clocks differ a little.
    [-300, '0 seconds'],
  ] as const) {
    it(`is “${words}” for ${ms} ms`, () => assert.equal(timeInWords(ms), words));
  }
});
