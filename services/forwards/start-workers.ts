import type { Job, PgBoss } from 'pg-boss';
import type { Database } from '../database/database.ts';
import type { Attempt } from './attempt.ts';
import { deliverForward } from './delivery/deliver-forward.ts';
import type { DeliveryServices } from './delivery/delivery-services.ts';
import { type SpoolFileServices, spoolFile } from './fetching/spool-file.ts';
import { type FindFilesServices, findFiles } from './finding/find-files.ts';
import {
  type DeliverJob,
  type FindJob,
  QUEUES,
  type QueueName,
  type ShowJob,
  type SpoolJob,
} from './forward-jobs.ts';
import { showForward } from './show-forward.ts';
import { type TidyServices, tidy } from './tidying/tidy.ts';

/** How many jobs of each kind one process works on at a time. */
const CONCURRENCY = { find: 4, spool: 8, deliver: 4, show: 4, tidy: 1 } as const satisfies Record<
  QueueName,
  number
>;

/** After so many runs of a job, an error that nobody foresaw ends what it is about, and a person decides. */
const PATIENT_TRIES = 6;

/** Told when a job failed in a way that nobody foresaw. It will be tried again. */
export type UnexpectedErrorListener = (error: unknown, job: { queue: string; data: object }) => void;

/**
 * Starts this process's share of the work. It ends with the `stop` of pg-boss.
 * @param pollSeconds how often to look for jobs whose time has come. News arrives by notification.
 */
export async function startWorkers(
  boss: PgBoss,
  services: FindFilesServices & SpoolFileServices & DeliveryServices & TidyServices,
  onUnexpectedError: UnexpectedErrorListener,
  pollSeconds = 2,
): Promise<void> {
  const startWorker = async <Payload extends object>(
    queue: QueueName,
    handle: (payload: Payload, attempt: Attempt) => Promise<void>,
  ) => {
    const id = await boss.work<Payload>(
      queue,
      { notifyPollingIntervalSeconds: pollSeconds, pollingIntervalSeconds: pollSeconds },
      async ([job]: Job<Payload>[]) => {
        if (!job) return;
        try {
          await handle(job.data, { signal: job.signal, isLastTry: job.retryCount >= PATIENT_TRIES });
        } catch (error) {
          if (!job.signal.aborted) onUnexpectedError(error, { queue, data: job.data });
          throw error;
        } finally {
          // There may be more where it came from: otherwise it would look again only when it is time to poll.
          boss.notifyWorker(id);
        }
      },
    );
  };
  const work = async <Payload extends object>(
    queue: QueueName,
    handle: (payload: Payload, attempt: Attempt) => Promise<void>,
  ) => {
    for (let count = 0; count < CONCURRENCY[queue]; count++) await startWorker(queue, handle);
  };
  await work<FindJob>(QUEUES.find, ({ forwardId }, attempt) => findFiles(services, forwardId, attempt));
  await work<SpoolJob>(QUEUES.spool, ({ fileId }, attempt) => spoolFile(services, fileId, attempt));
  await work<DeliverJob>(QUEUES.deliver, (job, attempt) => deliverForward(services, job, attempt));
  await work<ShowJob>(QUEUES.show, ({ forwardId }) => showForward(services, forwardId));
  await work(QUEUES.tidy, (_, { signal }) => tidy(services, signal));
}

/**
 * Hands the jobs of a process that died back to their queues. Only for an embedded database, which no other
 * living process can have open; on a server, pg-boss itself notices that a job's heartbeat has stopped.
 */
export async function takeOverJobs(
  boss: PgBoss,
  database: Database,
  queues: readonly string[],
): Promise<void> {
  const orphans = await database.query<{ id: string; name: string }>(
    `SELECT id, name FROM jobs.job WHERE state = 'active' AND name = ANY($1::text[])`,
    [queues],
  );
  for (const { id, name } of orphans) await boss.fail(name, id, { message: 'The process ended.' });
}
