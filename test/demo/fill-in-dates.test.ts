import assert from 'node:assert/strict';
import { fillInDates } from '../../demo/fill-in-dates.ts';

describe('writing out the dates of a card', () => {
  it('replaces date and time', () => {
    const text = fillInDates(
      '{{DATE(2026-06-29T12:00:00Z, SHORT)}} {{TIME(2026-06-29T12:00:00Z)}} · Reference r',
    );
    assert.match(text, /^(28|29|30)\/06\/2026 \d\d:\d\d · Reference r$/);
  });

  it('leaves what is no date', () => {
    assert.equal(fillInDates('{{DATE(soon)}} {{x}}'), '{{DATE(soon)}} {{x}}');
  });
});
