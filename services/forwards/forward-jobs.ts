import type { PgBoss, Queue } from 'pg-boss';
import type { Queryable } from '../database/database.ts';
import { jobsWithin } from '../database/job-queue.ts';
import { rankOf } from './delivery/rank.ts';
import { isAwaited } from './is-awaited.ts';

/** Job payloads hold no more than ids: what is to be done stands in the tables. */
export interface SpoolJob {
  readonly fileId: string;
}
export interface DeliverJob {
  readonly forwardId: string;
  /** Also the job's priority. See delivery/rank.ts. */
  readonly rank: number;
}
export interface ShowJob {
  readonly forwardId: string;
}
export interface FindJob {
  readonly forwardId: string;
}

export const QUEUES = {
  find: 'find',
  spool: 'spool',
  deliver: 'deliver',
  show: 'show',
  tidy: 'tidy',
} as const;
export type QueueName = keyof typeof QUEUES;

/** Per key, one job that waits and one that runs: no two workers share a forward, and no news is missed. */
const POLICY = 'stately';

const QUEUE_OPTIONS: Omit<Queue, 'name'> = {
  notify: true,
  expireInSeconds: 12 * 3600,
  // Failures that are foreseen are handled by the workers; these retries are for processes that die.
  retryLimit: 1_000,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 20,
  deleteAfterSeconds: 3600,
};

/** Sends the jobs that carry a forward along. Each takes the transaction that makes the job necessary. */
export class ForwardJobs {
  readonly #boss: PgBoss;

  constructor(boss: PgBoss) {
    this.#boss = boss;
  }

  /** @param heartbeatSeconds after so long without a sign of life a worker counts as dead. At least 10. */
  async createQueues(heartbeatSeconds: number): Promise<void> {
    const options = { ...QUEUE_OPTIONS, heartbeatSeconds };
    for (const name of Object.values(QUEUES)) {
      await this.#boss.createQueue(name, { ...options, policy: POLICY });
      // It may be there from an earlier version, or another setting.
      await this.#boss.updateQueue(name, options);
    }
  }

  /** Messages whose files people wait for go before what they say to each other. */
  find(
    tx: Queryable,
    forward: { readonly id: string; readonly isAddressed: boolean; readonly namesFiles: boolean },
    at?: Date,
  ): Promise<void> {
    const payload = { forwardId: forward.id } satisfies FindJob;
    return this.#send(tx, QUEUES.find, forward.id, payload, { at, priority: isAwaited(forward) ? 1 : 0 });
  }

  /**
   * @param position of the file in its forward: the first files of all forwards are fetched before the second
   * ones, so that nobody's single file waits behind somebody else's hundred.
   */
  spool(
    tx: Queryable,
    fileId: string,
    { position = 0, at }: { position?: number; at?: Date },
  ): Promise<void> {
    return this.#send(tx, QUEUES.spool, fileId, { fileId } satisfies SpoolJob, { at, priority: -position });
  }

  /** Has files fetched, the first of them first. */
  async spoolAll(tx: Queryable, fileIds: readonly string[]): Promise<void> {
    for (const [position, fileId] of fileIds.entries()) await this.spool(tx, fileId, { position });
  }

  async deliver(tx: Queryable, forwardId: string, at?: Date): Promise<void> {
    const rank = await rankOf(tx, forwardId);
    if (rank === undefined) return;
    await this.#send(tx, QUEUES.deliver, forwardId, { forwardId, rank } satisfies DeliverJob, {
      at,
      priority: -rank,
    });
  }

  show(tx: Queryable, forwardId: string, at?: Date): Promise<void> {
    return this.#send(tx, QUEUES.show, forwardId, { forwardId } satisfies ShowJob, { at });
  }

  /** Sent for now, it hurries up a job for the key that waits; sent for later, it leaves that job alone. */
  async #send(
    tx: Queryable,
    queue: QueueName,
    key: string,
    payload: object,
    { at, priority = 0 }: { at?: Date | undefined; priority?: number },
  ): Promise<void> {
    const options = { singletonKey: key, priority, ...jobsWithin(tx) };
    // In seconds from the database's own now, which decides what is due and may differ from ours.
    const startAfter = at ? Math.max(0, Math.ceil((at.getTime() - Date.now()) / 1000)) : 0;
    if (startAfter > 0) await this.#boss.send(queue, payload, { ...options, startAfter });
    else await this.#boss.upsert(queue, payload, { ...options, startAfter });
  }
}
