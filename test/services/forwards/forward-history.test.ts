import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { migrate } from '../../../services/database/migrate.ts';
import { ForwardHistory } from '../../../services/forwards/forward-history.ts';
import { insertForward } from '../../../services/forwards/insert-forward.ts';
import type { ForwardRequest, PostState } from '../../../services/forwards/types.ts';
import { onEachEngine } from '../database/on-each-engine.ts';
import { requestFor } from './stage.ts';

onEachEngine('the history of forwards', (database) => {
  let history: ForwardHistory;
  let conversationKey: string;
  let threads: string;
  before(async () => {
    await migrate(database());
    history = new ForwardHistory(database());
  });
  beforeEach(() => {
    conversationKey = `msteams|${randomUUID()}`;
    threads = `${conversationKey};thread=`;
  });

  /** Records a forward of two documents, of which the first is in this state. */
  async function record(
    changes: Partial<ForwardRequest> = {},
    state: PostState = 'posted',
    failure: object | null = null,
  ): Promise<string> {
    const files = ['a.pdf', 'b.pdf'].map((name) => ({
      name,
      kind: 'document' as const,
      source: { kind: 'teamsDownload' as const, url: 'https://files.test/a.pdf' },
    }));
    const request = requestFor(files, { conversationKey, ...changes });
    const inserted = await database().transaction((tx) => insertForward(tx, request, 20));
    assert.ok(inserted);
    const { id } = inserted;
    await database().query(
      `UPDATE bridge.posts SET state = CASE position WHEN 0 THEN $2 ELSE 'posted' END,
         failure = CASE position WHEN 0 THEN $3::jsonb END WHERE forward_id = $1`,
      [id, state, failure && JSON.stringify(failure)],
    );
    await database().query(`UPDATE bridge.forwards SET stage = 'accepted' WHERE id = $1`, [id]);
    return id;
  }
  const idsOf = (forwards: readonly { id: string }[]) => forwards.map(({ id }) => id);

  it('is of one conversation, newest first, and no longer than asked for', async () => {
    const ids = [await record(), await record(), await record()];
    await record({ conversationKey: `msteams|${randomUUID()}` });
    await record({ conversationKey: `${conversationKey}0` });
    const scope = { conversationKey, threads };
    assert.deepEqual(idsOf(await history.list(scope, 10)), ids.toReversed());
    assert.deepEqual(idsOf(await history.list(scope, 2)), ids.toReversed().slice(0, 2));
  });

  it('takes in the threads of a conversation', async () => {
    const ids = [await record(), await record({ conversationKey: `${threads}1` })];
    assert.deepEqual(idsOf(await history.list({ conversationKey, threads }, 10)), ids.toReversed());
  });

  it('is of one person where that is asked for', async () => {
    const mine = await record({ requesterId: '29:me' });
    await record({ requesterId: '29:you' });
    const scope = { conversationKey, threads, requesterId: '29:me' };
    assert.deepEqual(idsOf(await history.list(scope, 10)), [mine]);
  });

  it('finds by the beginning of an id', async () => {
    const id = await record();
    const other = await record();
    const scope = { conversationKey, threads };
    const digits = id.replaceAll('-', '');
    assert.notEqual(digits.slice(0, 12), other.replaceAll('-', '').slice(0, 12));
    assert.deepEqual(idsOf(await history.findByIdBeginning(scope, digits.slice(0, 12), 5)), [id]);
    assert.deepEqual(idsOf(await history.findByIdBeginning(scope, digits, 5)), [id]);
    assert.deepEqual(idsOf(await history.findByIdBeginning(scope, digits.slice(1), 5)), []);
    const elsewhere = { ...scope, conversationKey: 'msteams|x', threads: 'msteams|x;' };
    assert.deepEqual(await history.findByIdBeginning(elsewhere, digits, 5), []);
  });

  it('finds the newest of which something failed that can be tried again', async () => {
    const requesterId = '29:me';
    const failure = { code: 'x', message: 'x', retryable: true };
    await record({ requesterId }, 'failed', failure);
    const newest = await record({ requesterId }, 'failed', failure);
    await record({ requesterId }, 'failed', { ...failure, retryable: false });
    await record({ requesterId }, 'spooled', failure);
    await record({ requesterId: '29:you' }, 'failed', failure);
    const scope = { conversationKey, threads, requesterId };
    assert.equal((await history.findRetryable(scope))?.id, newest);
    assert.equal(await history.findRetryable({ ...scope, requesterId: '29:nobody' }), undefined);
  });

  it('counts the posts of others that are to go first', async () => {
    // Everything on its way counts, whoever's it is.
    await database().query(`UPDATE bridge.posts SET state = 'posted'`);
    await record({}, 'spooled');
    await record({}, 'uploading');
    const waiting = await record({}, 'spooled');
    const later = `UPDATE bridge.posts SET next_attempt_at = now() + interval '1 hour' WHERE forward_id = $1`;
    await database().query(later, [waiting]);
    await record({}, 'uncertain');
    const mine = await record({}, 'spooled');
    const [sooner, after] = [await record({}, 'spooled'), await record({}, 'spooled')];
    const ranks = [sooner, mine, after];
    for (const [rank, id] of ranks.entries()) {
      await database().query('UPDATE bridge.forwards SET rank = $2 WHERE id = $1', [id, rank]);
    }
    // That one and the two of which it is the turn.
    assert.equal(await history.countAhead(mine), 3);
  });
});
