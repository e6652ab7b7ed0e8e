import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { migrate } from '../../../services/database/migrate.ts';
import { type Turn, Turns } from '../../../services/database/turns.ts';
import { eventually } from '../../support/eventually.ts';
import { onEachEngine } from './on-each-engine.ts';

const TIMES = { leaseMs: 800, patienceMs: 10_000, pollMs: 20 };

/** What a process leaves behind that claims a turn and dies. */
const CLAIM = `INSERT INTO bridge.turns (activity_key, claimed_at) VALUES
  (encode(sha256(convert_to($1, 'UTF8')), 'hex'), clock_timestamp() - $2 * interval '1 millisecond')`;

/** Work that goes on until it is told to end. */
function openWork() {
  const { promise, resolve: end } = Promise.withResolvers<void>();
  let begun = 0;
  return {
    work: () => {
      begun++;
      return promise;
    },
    end,
    get begun() {
      return begun;
    },
  };
}

onEachEngine('turns', (database) => {
  let key: string;
  before(() => migrate(database()));
  beforeEach(() => {
    key = randomUUID();
  });
  const turnsOfAnotherProcess = (times = TIMES) => new Turns(database(), times);
  /** A process that has claimed the turn and has died since. */
  const dieIn = async (act: (turn: Turn) => Promise<unknown> = async () => {}) => {
    // It shows no sign of life within the test.
    const turns = turnsOfAnotherProcess({ ...TIMES, leaseMs: 3_600_000 });
    const { promise: begun, resolve } = Promise.withResolvers<void>();
    void turns.once(key, async (turn) => {
      await act(turn);
      resolve();
      await new Promise(() => {});
    });
    await begun;
    await database().query(`UPDATE bridge.turns SET claimed_at = clock_timestamp() - interval '1 hour'
      WHERE finished_at IS NULL`);
  };

  it('are worked on once, however many copies come to two processes at once', async () => {
    const processes = [turnsOfAnotherProcess(), turnsOfAnotherProcess()];
    let count = 0;
    await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        processes[index % 2]?.once(key, async () => {
          count++;
        }),
      ),
    );
    assert.equal(count, 1);
  });

  it('are not worked on again once they are finished', async () => {
    let count = 0;
    const work = async () => {
      count++;
    };
    await turnsOfAnotherProcess().once(key, work);
    await turnsOfAnotherProcess().once(key, work);
    assert.equal(count, 1);
    await turnsOfAnotherProcess().once(`${key} another`, work);
    assert.equal(count, 2);
  });

  it('take keys of any length', async () => {
    const long = 'x'.repeat(100_000) + key;
    let count = 0;
    for (const each of [`${long}1`, `${long}2`, `${long}1`]) {
      await turnsOfAnotherProcess().once(each, async () => {
        count++;
      });
    }
    assert.equal(count, 2);
  });

  for (const where of ['the same process', 'another process']) {
    it(`are waited for by a copy in ${where}`, async () => {
      const turns = turnsOfAnotherProcess();
      const first = openWork();
      const second = openWork();
      const ends: string[] = [];
      const running = turns.once(key, first.work).then(() => ends.push('first'));
      await eventually(() => first.begun === 1);
      const copy = (where === 'the same process' ? turns : turnsOfAnotherProcess())
        .once(key, second.work)
        .then(() => ends.push('copy'));
      // Longer than the lease: its process shows that it is alive.
      await new Promise((resolve) => setTimeout(resolve, 2 * TIMES.leaseMs));
      assert.deepEqual(ends, []);
      first.end();
      await Promise.all([running, copy]);
      assert.deepEqual(ends, ['first', 'copy']);
      assert.equal(second.begun, 0);
    });

    it(`are not waited for longer than patience allows, by a copy in ${where}`, async () => {
      const times = { ...TIMES, patienceMs: 100 };
      const turns = turnsOfAnotherProcess(times);
      const first = openWork();
      const second = openWork();
      const running = turns.once(key, first.work);
      await eventually(() => first.begun === 1);
      await (where === 'the same process' ? turns : turnsOfAnotherProcess(times)).once(key, second.work);
      assert.equal(second.begun, 0);
      first.end();
      await running;
    });
  }

  it('are finished when their work fails, of which only the first is told', async () => {
    const turns = turnsOfAnotherProcess();
    let count = 0;
    const fail = async () => {
      count++;
      throw new Error('no luck');
    };
    const ends = await Promise.allSettled([turns.once(key, fail), turns.once(key, fail)]);
    assert.deepEqual(
      ends.map(({ status }) => status),
      ['rejected', 'fulfilled'],
    );
    await turnsOfAnotherProcess().once(key, fail);
    assert.equal(count, 1);
  });

  it('are taken over by a copy that waits, once their process has died', async () => {
    const copy = openWork();
    const waiting = turnsOfAnotherProcess({ ...TIMES, patienceMs: 0 });
    await database().query(CLAIM, [key, TIMES.leaseMs - 300]);
    copy.end();
    await waiting.once(key, copy.work);
    assert.equal(copy.begun, 1);
  });

  it('are taken over by exactly one of many copies', async () => {
    await dieIn();
    let count = 0;
    const copies = Array.from({ length: 20 }, () =>
      turnsOfAnotherProcess().once(key, async () => {
        count++;
      }),
    );
    await Promise.all(copies);
    assert.equal(count, 1);
  });

  it('stay about the forward that they chose before their process died', async () => {
    const chosen = randomUUID();
    await dieIn((turn) => turn.forward(async () => chosen));
    let found: string | undefined;
    await turnsOfAnotherProcess().once(key, async (turn) => {
      found = await turn.forward(async () => randomUUID());
    });
    assert.equal(found, chosen);
  });

  it('may be about no forward', async () => {
    let found: string | undefined = 'something';
    await turnsOfAnotherProcess().once(key, async (turn) => {
      found = await turn.forward(async () => undefined);
    });
    assert.equal(found, undefined);
  });

  it('are taken over at once where no other process can be alive', async () => {
    const turns = turnsOfAnotherProcess({ ...TIMES, leaseMs: 3_600_000 });
    await database().query(CLAIM, [key, 0]);
    await turns.endLeases();
    const copy = openWork();
    copy.end();
    await turns.once(key, copy.work);
    assert.equal(copy.begun, 1);
  });

  it('are forgotten once they are old', async () => {
    const turns = turnsOfAnotherProcess();
    let count = 0;
    const work = async () => {
      count++;
    };
    await turns.once(key, work);
    await turns.forgetOlderThan(3_600_000);
    await turns.once(key, work);
    assert.equal(count, 1);
    await database().query(`UPDATE bridge.turns SET claimed_at = clock_timestamp() - interval '2 hours'`);
    await turns.forgetOlderThan(3_600_000);
    await turns.once(key, work);
    assert.equal(count, 2);
  });
});
