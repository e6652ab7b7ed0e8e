import assert from 'node:assert/strict';
import { reasonToWait } from '../../../bot/commands/reason-to-wait.ts';
import { words } from '../../../bot/words/words.ts';
import type { Forward, ForwardFile, Post } from '../../../services/forwards/types.ts';
import { forward, post } from '../support/sample-forward.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);
const trouble = { code: 'x', message: 'Kaizala is down.', retryable: true };

describe('the reason why a file waits', () => {
  function reason(
    change: Partial<Post>,
    file: Partial<ForwardFile> = {},
    { ahead = 0, stage = 'accepted' }: { ahead?: number; stage?: Forward['stage'] } = {},
  ): string | undefined {
    const waiting = post(change, file);
    const [part] = waiting.files;
    assert.ok(part);
    const whole = forward({ stage, createdAt: at(-120), posts: [waiting] });
    return reasonToWait(whole, waiting, part, { ahead, now: NOW, words });
  }

  for (const stage of ['asking', 'accepted'] as const) {
    it(`is the fetching and how long it takes, while ${stage}`, () => {
      const state = 'waiting';
      assert.equal(reason({ state }, { state }, { stage }), 'Fetching it, for 2 minutes now');
      assert.equal(
        reason({ state }, { state, failure: trouble }, { stage }),
        'Fetching it again, for 2 minutes now, because: Kaizala is down.',
      );
    });
  }

  it('is none for what lies ready while the person is asked', () => {
    assert.equal(reason({ state: 'spooled' }, {}, { stage: 'asking' }), undefined);
  });

  it('is the line', () => {
    assert.equal(reason({ state: 'spooled' }), 'Queued, next in line');
    assert.equal(reason({ state: 'spooled' }, {}, { ahead: 1 }), 'Queued behind one other post');
    assert.equal(reason({ state: 'spooled' }, {}, { ahead: 7 }), 'Queued behind 7 other posts');
  });

  it('is what went wrong, when it goes on, and since when', () => {
    const nextAttemptAt = at(40);
    assert.equal(
      reason(
        { state: 'spooled', failure: trouble, nextAttemptAt, firstFailedAt: at(-600) },
        {},
        { ahead: 3 },
      ),
      'Waiting to try again in 40 seconds, after trouble for 10 minutes, because: Kaizala is down.',
    );
    assert.equal(
      reason({ state: 'uploaded', failure: trouble, nextAttemptAt }),
      'Waiting to try again in 40 seconds, because: Kaizala is down.',
    );
  });

  it('is a pause without trouble', () => {
    const nextAttemptAt = at(40);
    assert.equal(
      reason({ state: 'uploaded', nextAttemptAt }),
      'Waiting for its turn; it goes on in 40 seconds',
    );
    assert.equal(
      reason({ state: 'posting', nextAttemptAt }),
      'Making sure that Kaizala does not have it yet; next look in 40 seconds',
    );
  });

  it('is the line again once a pause is over', () => {
    const over = { failure: trouble, nextAttemptAt: at(-1) };
    assert.equal(reason({ state: 'spooled', ...over }, {}, { ahead: 2 }), 'Queued behind 2 other posts');
  });

  it('is the person if nobody else can tell', () => {
    assert.match(reason({ state: 'uncertain' }) ?? '', /look into the group, and answer on the card/);
  });

  it('is the album', () => {
    assert.match(reason({ state: 'waiting' }) ?? '', /other pictures of its album/);
  });

  for (const state of ['posted', 'failed', 'cancelled'] as const) {
    it(`is none for one that is ${state}`, () => assert.equal(reason({ state }), undefined));
  }
});
