import assert from 'node:assert/strict';
import { compactCard } from '../../../bot/cards/compact-card.ts';
import { forwardMessage } from '../../../bot/cards/forward-message.ts';
import { cardActions } from '../../../emulators/teams/cards/card-actions.ts';
import { cardTexts } from '../../../emulators/teams/cards/card-texts.ts';
import type { Forward } from '../../../services/forwards/types.ts';
import { forward, post } from '../support/sample-forward.ts';

const textsOf = (shown: Forward) => cardTexts(compactCard(shown));
const titlesOf = (shown: Forward) => cardActions(compactCard(shown)).map(({ title }) => title);
const failure = { code: 'x', message: 'Kaizala is down. Ask an administrator.', retryable: true };
const group = { id: 'g', name: 'North' };
const posted = (...names: string[]) => names.map((name) => post({ state: 'posted' }, { name }));

describe('the short card of a forward', () => {
  it('is one line while all goes well', () => {
    assert.deepEqual(textsOf(forward({ group })), ['Forwarding 1 file to North']);
    const posts = posted('a.pdf', 'b.pdf', 'c.pdf');
    assert.deepEqual(textsOf(forward({ group, posts })), ['✓ Posted to North: 3 files']);
    assert.deepEqual(titlesOf(forward({ group, posts })), []);
  });

  it('names the files with trouble alone, and offers what helps', () => {
    const posts = [...posted('a.pdf', 'b.pdf'), post({ state: 'failed', failure }, { name: 'c.pdf' })];
    const shown = forward({ group, posts });
    assert.deepEqual(textsOf(shown), [
      '⚠ 2 of 3 posted to North',
      'c.pdf  Document · 1.5 kB',
      '✗ Failed: Kaizala is down. Ask an administrator.',
    ]);
    assert.deepEqual(titlesOf(shown), ['Retry']);
  });

  it('offers to cancel only while something waits to be tried again', () => {
    const waiting = post({ failure, nextAttemptAt: new Date(Date.now() + 60_000) });
    assert.deepEqual(titlesOf(forward({ group, posts: [waiting] })), ['Cancel']);
    assert.deepEqual(titlesOf(forward({ group })), []);
  });

  it('counts files that were refused on arrival', () => {
    const refused = [
      { id: 'r', name: 'r.exe', state: 'failed' as const, failure: { ...failure, message: 'No.' } },
    ];
    assert.deepEqual(textsOf(forward({ group, posts: posted('a.pdf'), refused })), [
      '⚠ 1 of 2 posted to North',
      'r.exe',
      '✗ Not sent: No.',
    ]);
  });

  it('says that the files are looked for, why that takes long, and what can’t be changed', () => {
    const finding = forward({ posts: [], stage: 'finding' });
    assert.deepEqual(textsOf(finding), ['Looking for the files of this message']);
    assert.deepEqual(textsOf({ ...finding, findFailure: failure }), [
      'Looking for the files of this message',
      '⚠ Waiting to try again: Kaizala is down.',
    ]);
    assert.deepEqual(titlesOf({ ...finding, findFailure: failure }), ['Cancel']);
    for (const [note, words] of [
      ['editedLate', 'The message was edited after it was posted. Kaizala can’t change a post.'],
      [
        'deletedLate',
        'The message was deleted after it was posted. Kaizala can’t take it back: remove it in the group.',
      ],
    ] as const) {
      const shown = forward({ group, posts: posted('a.pdf'), note });
      assert.deepEqual(textsOf(shown), ['✓ Posted to North: 1 file', words]);
    }
    const deleted = forward({
      group,
      posts: [post({ state: 'cancelled' })],
      stage: 'cancelled',
      note: 'deleted',
    });
    assert.match(textsOf(deleted).join(), /^Cancelled: the message was deleted/);
  });

  it('is what a forward is shown as that nobody was asked about', () => {
    const shown = { ...forward({ group, caption: 'Morning' }), auto: true };
    const { summary, attachments } = forwardMessage(shown);
    assert.equal(summary, 'Forwarding 1 file to North');
    assert.deepEqual(attachments?.[0]?.content, compactCard(shown));
    assert.ok(cardTexts(forwardMessage({ ...shown, auto: false }).attachments?.[0]?.content).length > 1);
  });
});
