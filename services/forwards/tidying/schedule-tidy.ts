import type { PgBoss } from 'pg-boss';
import { QUEUES } from '../forward-jobs.ts';

const EVERY_TEN_MINUTES = '*/10 * * * *';

/** Has things tidied up now and from time to time, by one of all the instances. */
export async function scheduleTidy(boss: PgBoss): Promise<void> {
  await boss.schedule(QUEUES.tidy, EVERY_TEN_MINUTES, {});
  await boss.send(QUEUES.tidy, {});
}
