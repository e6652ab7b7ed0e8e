import type { Database } from '../database/database.ts';
import type { ForwardJobs } from './forward-jobs.ts';

/**
 * Sends a job for everything that the tables know to be unfinished, in case its own job is gone. Harmless where
 * it is not: jobs of one key come together.
 */
export async function resumeWork(database: Database, jobs: ForwardJobs): Promise<void> {
  const finding = await database.query<{ id: string; isAddressed: boolean; namesFiles: boolean }>(
    `SELECT id, is_addressed AS "isAddressed", names_files AS "namesFiles"
     FROM bridge.forwards WHERE stage = 'finding'`,
  );
  for (const forward of finding) await jobs.find(database, forward);
  const files = await database.query<{ id: string; position: number }>(
    `SELECT f.id, f.position FROM bridge.files f JOIN bridge.posts p ON p.id = f.post_id
     WHERE f.state = 'waiting' AND p.state = 'waiting'`,
  );
  for (const { id, position } of files) await jobs.spool(database, id, { position });
  const forwards = await database.query<{ id: string }>(
    `SELECT id FROM bridge.forwards f WHERE stage = 'accepted' AND EXISTS (SELECT FROM bridge.posts
       WHERE forward_id = f.id AND state IN ('spooled', 'uploading', 'uploaded', 'posting'))
     UNION
     SELECT p.forward_id FROM bridge.files i JOIN bridge.posts p ON p.id = i.post_id
     WHERE i.in_spool AND p.state IN ('posted', 'cancelled')`,
  );
  for (const { id } of forwards) await database.transaction((tx) => jobs.deliver(tx, id));
  const unseen = await database.query<{ id: string }>(
    'SELECT id FROM bridge.forwards WHERE revision > shown_revision',
  );
  for (const { id } of unseen) await jobs.show(database, id);
}

/**
 * Records that the calls of the process before this one have broken off. Only for an embedded database, which no
 * other living process can have open.
 */
export async function noteBrokenCalls(database: Database): Promise<void> {
  await database.query(
    `UPDATE bridge.posts SET posting_until = now() WHERE state = 'posting' AND posting_until IS NULL`,
  );
}
