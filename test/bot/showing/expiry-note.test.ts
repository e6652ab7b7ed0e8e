import assert from 'node:assert/strict';
import { expiryNote } from '../../../bot/showing/expiry-note.ts';
import { forward } from '../support/sample-forward.ts';

const textAfter = (days: number, ...names: string[]) =>
  expiryNote(
    forward({
      stage: 'expired',
      createdAt: new Date(Date.now() - days * 86_400_000),
      posts: names.map((name) => ({
        id: name,
        kind: 'document',
        state: 'cancelled',
        attempts: 0,
        files: [{ id: name, name, state: 'spooled' }],
      })),
    }),
  );

describe('the note about files that have expired', () => {
  it('says when they were shared, and which', () => {
    assert.deepEqual(textAfter(7.01, 'a.pdf', '**b**.pdf'), {
      type: 'message',
      textFormat: 'plain',
      text: 'The files that you shared 7 days ago were not answered and have expired: a.pdf and **b**.pdf. Share them again to forward them.',
    });
    assert.match(String(textAfter(1, 'a.pdf').text), /shared 1 day ago were/);
    assert.match(String(textAfter(0.1, 'a.pdf').text), /shared earlier were/);
  });

  it('counts those that are too many to name', () => {
    const names = Array.from({ length: 200 }, (_, index) => `${index}-${'n'.repeat(300)}.pdf`);
    const text = String(textAfter(7, ...names).text);
    assert.match(text, /9-n[^,]*, and 190 more\. Share/);
    assert.ok(text.length < 1_200, String(text.length));
  });
});
