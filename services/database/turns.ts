import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from './database.ts';

/** The work on one activity. */
export interface Turn {
  /**
   * The forward that the activity is about, where it does not say so itself: `find` looks for it, and what was
   * found first stays, also for a process that begins the turn again after another has died in it.
   */
  forward(find: () => Promise<string | undefined>): Promise<string | undefined>;
}

/** All in milliseconds. */
export interface TurnTimes {
  /** A turn that is not finished is begun again once its process has said nothing for so long. */
  readonly leaseMs: number;
  /** How long a copy waits for a turn whose process is alive. */
  readonly patienceMs: number;
  readonly pollMs: number;
}

/** Teams gives a turn 15 seconds. */
const TIMES: TurnTimes = { leaseMs: 20_000, patienceMs: 10_000, pollMs: 250 };
/** How often a process says within a lease that it is alive. */
const SIGNS_OF_LIFE = 4;

/** Sees to it that an activity is worked on once, however often, wherever and at what times it is delivered. */
export class Turns {
  readonly #database: Database;
  readonly #times: TurnTimes;
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(database: Database, times: TurnTimes = TIMES) {
    this.#database = database;
    this.#times = times;
  }

  /**
   * Does the work unless it has been done before, by whichever process. While another copy of the activity is
   * at work, this one waits for its end and then does nothing. Rejects as the work does, which counts as done;
   * its copies don't reject.
   * @param activityKey names the activity uniquely over all channels and conversations; of any length.
   */
  async once(activityKey: string, work: (turn: Turn) => Promise<void>): Promise<void> {
    const key = createHash('sha256').update(activityKey).digest('hex');
    const first = this.#underWay.get(key);
    if (first) return within(first, this.#times.patienceMs);
    const run = this.#run(key, work);
    this.#underWay.set(
      key,
      run.catch(() => {}),
    );
    try {
      await run;
    } finally {
      this.#underWay.delete(key);
    }
  }

  /** Forgets the turns that began longer ago. Copies that come later than that are worked on. */
  async forgetOlderThan(ms: number): Promise<void> {
    await this.#database.query(
      `DELETE FROM bridge.turns WHERE claimed_at < clock_timestamp() - $1 * interval '1 millisecond'`,
      [ms],
    );
  }

  /**
   * Ends the leases of all turns under way. Only for a database that no other living process can have open.
   */
  async endLeases(): Promise<void> {
    await this.#database.query(
      `UPDATE bridge.turns SET claimed_at = clock_timestamp() - $1 * interval '1 millisecond'
       WHERE finished_at IS NULL`,
      [this.#times.leaseMs],
    );
  }

  async #run(key: string, work: (turn: Turn) => Promise<void>): Promise<void> {
    const claim = await this.#claim(key);
    if (!claim) return;
    const signs = setInterval(() => this.#showLife(key), this.#times.leaseMs / SIGNS_OF_LIFE);
    signs.unref();
    try {
      await work({ forward: (find) => this.#forward(key, claim.forwardId, find) });
    } finally {
      clearInterval(signs);
      await this.#database.query(
        'UPDATE bridge.turns SET finished_at = clock_timestamp() WHERE activity_key = $1',
        [key],
      );
    }
  }

  /**
   * Undefined if the turn is somebody else's. A copy whose first shows signs of life gives up after a while, so
   * that its own request is answered in time: should the first die after all, its request goes unanswered, and
   * Teams sends the activity again. Where there are no signs of life the copy may be the last, so it waits
   * until the lease has lapsed, even if nobody listens to its request any more: answers go another way.
   */
  async #claim(key: string): Promise<{ forwardId: string | null } | undefined> {
    const { leaseMs, patienceMs, pollMs } = this.#times;
    const patientUntil = Date.now() + patienceMs;
    for (;;) {
      const [claim] = await this.#database.query<{ forwardId: string | null }>(
        `INSERT INTO bridge.turns AS t (activity_key, claimed_at) VALUES ($1, clock_timestamp())
         ON CONFLICT (activity_key) DO UPDATE SET claimed_at = excluded.claimed_at
           WHERE t.finished_at IS NULL AND t.claimed_at <= clock_timestamp() - $2 * interval '1 millisecond'
         RETURNING forward_id AS "forwardId"`,
        [key, leaseMs],
      );
      if (claim) return claim;
      const [other] = await this.#database.query<{ isFinished: boolean; isAlive: boolean }>(
        `SELECT finished_at IS NOT NULL AS "isFinished",
           claimed_at > clock_timestamp() - $2 * interval '1 millisecond' AS "isAlive"
         FROM bridge.turns WHERE activity_key = $1`,
        [key, (2 * leaseMs) / SIGNS_OF_LIFE],
      );
      if (other?.isFinished || (other?.isAlive && Date.now() >= patientUntil)) return undefined;
      await delay(pollMs);
    }
  }

  #showLife(key: string): void {
    this.#database
      .query(
        `UPDATE bridge.turns SET claimed_at = clock_timestamp()
         WHERE activity_key = $1 AND finished_at IS NULL`,
        [key],
      )
      // The next one may get through; the turn's own queries report what is wrong.
      .catch(() => {});
  }

  async #forward(
    key: string,
    known: string | null,
    find: () => Promise<string | undefined>,
  ): Promise<string | undefined> {
    if (known !== null) return known;
    const found = await find();
    if (found !== undefined) {
      await this.#database.query('UPDATE bridge.turns SET forward_id = $2 WHERE activity_key = $1', [
        key,
        found,
      ]);
    }
    return found;
  }
}

/** Resolves with the promise, or when the time is over. */
async function within(promise: Promise<void>, ms: number): Promise<void> {
  const timer = new AbortController();
  const timeout = delay(ms, undefined, { signal: timer.signal }).catch(() => {});
  await Promise.race([promise, timeout]);
  timer.abort();
}
