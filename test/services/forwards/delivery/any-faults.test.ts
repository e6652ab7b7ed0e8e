import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FaultInput } from '../../../../emulators/kaizala/faults/fault.ts';
import type { Forward, PostState } from '../../../../services/forwards/types.ts';
import { type Shared, Stage } from '../stage.ts';
import { untilItHolds } from '../until-it-holds.ts';

/** Which states may follow which. What is not listed never happens. */
const STEPS: Readonly<Record<PostState, readonly PostState[]>> = {
  waiting: ['spooled', 'failed', 'cancelled'],
  spooled: ['uploading', 'cancelled'],
  uploading: ['uploaded', 'spooled', 'failed', 'cancelled'],
  uploaded: ['posting', 'posted', 'failed', 'cancelled'],
  posting: ['posted', 'uploaded', 'failed', 'uncertain'],
  posted: [],
  failed: ['waiting', 'spooled', 'uploaded'],
  cancelled: [],
  uncertain: ['posted', 'uploaded'],
};
const AT_REST: readonly PostState[] = ['posted', 'failed', 'cancelled', 'uncertain'];

interface Life {
  readonly names: readonly string[];
  readonly faults: readonly FaultInput[];
  /** After how many changes each process is killed that works on it. */
  readonly killedAfter: readonly number[];
  /** After how many changes the person takes it back, if ever. */
  readonly cancelledAfter: number | undefined;
  /** What other people post to the group, before and while it is under way. */
  readonly others: readonly ('Image' | 'Document')[];
}

const name = fc.constantFrom('a.jpg', 'b.jpg', 'c.pdf', 'd.mp4', 'a.pdf');
const operation = fc.constantFrom('media', 'action', 'action', 'actions', 'accessToken' as const);
const fault: fc.Arbitrary<FaultInput> = fc.oneof(
  fc.record({
    operation,
    kind: fc.constantFrom('reset', 'resetAfterEffect', 'cutBody', 'nonsense' as const),
  }),
  fc.record({ operation, kind: fc.constant('stall' as const), afterEffect: fc.boolean() }),
  fc.record({ operation, kind: fc.constant('status' as const), status: fc.constantFrom(400, 403, 500, 503) }),
  fc.record({ operation, kind: fc.constant('throttle' as const), retryAfter: fc.constant(0) }),
  fc.record({ operation, kind: fc.constantFrom('invalidToken', 'rotateRefreshToken' as const) }),
  fc.record({ operation, kind: fc.constant('move' as const), path: fc.constantFrom('/kms-a/', '/kms-b/') }),
);
const life: fc.Arbitrary<Life> = fc.record({
  names: fc.array(name, { minLength: 1, maxLength: 4 }),
  faults: fc.array(fault, { maxLength: 5 }),
  killedAfter: fc.array(fc.nat(4), { maxLength: 2 }),
  cancelledAfter: fc.option(fc.nat(8), { nil: undefined, freq: 4 }),
  others: fc.array(fc.constantFrom('Image', 'Document'), { maxLength: 3 }),
});

describe('a forward, whatever happens to it', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.start({ kaizalaStallMs: 250 });
    await recordSteps();
  });
  after(() => stage.close());

  /** Has the database itself keep a record of every change of a post's state. */
  async function recordSteps() {
    await stage.database.script(`
      CREATE TABLE steps (post_id uuid, before text, after text);
      CREATE FUNCTION record_step() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO steps VALUES (NEW.id, OLD.state, NEW.state); RETURN NEW;
      END $$;
      CREATE TRIGGER record_step AFTER UPDATE ON bridge.posts FOR EACH ROW
        WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION record_step();`);
  }

  async function live({ names, faults, killedAfter, cancelledAfter, others }: Life): Promise<Forward> {
    const shared = await Promise.all(names.map((one) => stage.file(one)));
    for (const one of faults) stage.kaizala.faults.add(one);
    const forward = await stage.receive(shared);
    await stage.accept(forward);
    const changes = (count: number) =>
      stage.observer.until(() => {
        const shown = stage.observer.lastShown(forward);
        return shown && (shown.revision >= count || isAtRest(shown)) ? shown : undefined;
      });
    const cancelling =
      cancelledAfter === undefined
        ? undefined
        : changes(cancelledAfter).then(() => stage.forwards.cancel(forward.id).catch(() => false));
    const chatting = others.map(async (actionType, index) => {
      await changes(index * 4);
      const [{ groupId } = assert.fail()] = stage.kaizala.groups;
      stage.kaizala.postAs({ sender: `member ${index}`, groupId, actionType, caption: 'of a member' });
    });
    let seen = 1;
    for (const more of killedAfter) {
      seen += more;
      await changes(seen);
      await cancelling;
      await stage.stopWork();
      await stage.startWork();
    }
    await Promise.all([cancelling, ...chatting]);
    await untilItHolds(async () => {
      const now = await stage.forwards.find(forward.id);
      assert.ok(now && isAtRest(now), JSON.stringify(now, null, 1));
    }, 25_000);
    stage.kaizala.faults.clear();
    await assertTruth(await stage.forwards.find(forward.id), shared);
    return forward;
  }

  async function assertTruth(forward: Forward | undefined, shared: readonly Shared[]) {
    assert.ok(forward);
    const hashes = new Map<string, string>();
    for (const [index, file] of forward.posts.flatMap(({ files }) => files).entries()) {
      assert.ok(index < shared.length);
      if (file.sha256) hashes.set(file.id, file.sha256);
    }
    const inKaizala = stage.posted(forward);
    for (const post of forward.posts) {
      const wanted = post.files.map(({ id }) => hashes.get(id));
      const there = inKaizala.filter(
        ({ files }) => JSON.stringify(files.map(({ sha256 }) => sha256)) === JSON.stringify(wanted),
      );
      const most = post.state === 'posted' || post.state === 'uncertain' ? 1 : 0;
      const least = post.state === 'posted' ? 1 : 0;
      assert.ok(there.length >= least && there.length <= most, `${post.state}, ${there.length} times there`);
      if (post.state === 'posted') assert.equal(there[0]?.referenceId, post.referenceId);
    }
    const expected = await Promise.all(shared.map(({ served }) => served.sha256()));
    for (const { files } of inKaizala) {
      for (const { sha256 } of files) assert.ok(expected.includes(sha256));
    }
    const steps = await stage.database.query<{ before: PostState; after: PostState }>(
      'SELECT before, after FROM steps',
    );
    for (const { before, after } of steps) {
      assert.ok(STEPS[before].includes(after), `from ${before} to ${after}`);
    }
    await untilItHolds(async () => {
      const kept = forward.posts.filter(({ state }) => state === 'failed' || state === 'uncertain');
      const left = await stage.spooled(forward);
      assert.ok(left.length <= kept.flatMap(({ files }) => files).length, left.join());
    });
  }

  it('is posted once, or visibly not, by legal steps, with every byte right', async () => {
    await fc.assert(
      fc.asyncProperty(life, (one) => live(one).then(() => {})),
      {
        numRuns: 15,
        seed: 20_261_124,
        endOnFailure: true,
      },
    );
  }).timeout(240_000);
});

function isAtRest({ posts }: Forward): boolean {
  return posts.every(({ state }) => AT_REST.includes(state));
}
