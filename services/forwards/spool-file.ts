import type { Database, Queryable } from '../database/database.ts';
import { download } from '../files/download.ts';
import type { EgressPolicy } from '../files/egress-policy.ts';
import { fileSource } from '../files/file-source.ts';
import type { Inspection } from '../files/inspect-stream.ts';
import type { Spool } from '../files/spool.ts';
import type { Attempt } from './attempt.ts';
import { backOffMs } from './back-off.ts';
import { noteChange } from './changes.ts';
import { type FailureListener, failureOf, UNEXPECTED } from './failure-of.ts';
import type { ForwardJobs } from './forward-jobs.ts';
import { lockFile } from './lock-file.ts';
import { settlePost } from './settle-post.ts';
import type { Failure, ForwardStage, PostState } from './types.ts';

export interface SpoolFileServices {
  readonly database: Database;
  readonly jobs: ForwardJobs;
  readonly spool: Spool;
  readonly egress: EgressPolicy;
  readonly maxFileBytes: number;
  readonly stallTimeoutMs: number;
  /** Told of every failure that people are shown or that is tried again. */
  readonly onFailure?: FailureListener;
  /** How long to wait before another attempt, in milliseconds. Default: {@link backOffMs}. */
  readonly waitAfter?: typeof backOffMs;
}

/** Links to files live for minutes, so after this many tries there is nothing left to wait for. */
const MAX_ATTEMPTS = 4;

/**
 * For how long, in milliseconds, an unanswered card is drawn anew to tell sizes: that clears what the person is
 * typing into it.
 */
const REDRAW_MS = 5_000;

interface WaitingFile {
  id: string;
  forward_id: string;
  post_state: PostState;
  source: unknown;
  attempts: number;
  created_at: Date;
}

/** Fetches one file into the spool and tells its post. Safe to run again at any point. */
export async function spoolFile(
  services: SpoolFileServices,
  fileId: string,
  { signal, isLastTry }: Attempt,
): Promise<void> {
  const [file] = await services.database.query<WaitingFile>(
    `SELECT f.id, f.forward_id, p.state AS post_state, f.source, f.attempts, w.created_at
     FROM bridge.files f
     JOIN bridge.posts p ON p.id = f.post_id
     JOIN bridge.forwards w ON w.id = f.forward_id
     WHERE f.id = $1 AND f.state = 'waiting'`,
    [fileId],
  );
  if (!file) return;
  // Cancelled since: nobody else clears away what a process that died has left of it.
  if (file.post_state !== 'waiting') return services.spool.remove(file.id);
  try {
    const inspection = await fetchFile(services, file, signal);
    await finish(services, file, { inspection });
  } catch (error) {
    if (signal.aborted) throw error;
    const failure = failureOf(error);
    if (failure.code === UNEXPECTED && !isLastTry) throw error;
    services.onFailure?.(error, { forwardId: file.forward_id, fileId: file.id });
    const isWorthIt = failure.retryable && failure.code !== UNEXPECTED;
    if (isWorthIt && file.attempts + 1 < MAX_ATTEMPTS) await tryAgain(services, file, failure);
    else await finish(services, file, { failure });
  }
}

function fetchFile(services: SpoolFileServices, file: WaitingFile, signal: AbortSignal): Promise<Inspection> {
  const { database, jobs, spool, egress, maxFileBytes, stallTimeoutMs } = services;
  return download(fileSource.parse(file.source), (bytes, declared) => spool.write(file.id, bytes, declared), {
    egress,
    maxBytes: maxFileBytes,
    stallTimeoutMs,
    signal,
    onDeclaredSize: (size) =>
      database.transaction(async (tx) => {
        const place = await lockFile(tx, file.id);
        if (!place) return;
        const changed = await tx.query(
          `UPDATE bridge.files SET size = $2
           WHERE id = $1 AND state = 'waiting' AND size IS DISTINCT FROM $2 RETURNING id`,
          [file.id, size],
        );
        const isNews = !isUnanswered(place.stage) || isJustAsked(file);
        if (changed.length > 0 && isNews) await noteChange(tx, jobs, place.forwardId);
      }),
  });
}

async function tryAgain(
  { database, jobs, waitAfter = backOffMs }: SpoolFileServices,
  file: WaitingFile,
  failure: Failure,
): Promise<void> {
  const attempts = file.attempts + 1;
  await database.transaction(async (tx) => {
    const place = await lockFile(tx, file.id);
    if (!place) return;
    const noted = await tx.query(
      `UPDATE bridge.files SET attempts = $2, failure = $3::jsonb
       WHERE id = $1 AND state = 'waiting' RETURNING id`,
      [file.id, attempts, JSON.stringify(failure)],
    );
    if (noted.length === 0) return;
    await jobs.spool(tx, file.id, { at: new Date(Date.now() + waitAfter(attempts)) });
    // What was shared after it need not wait for it any longer.
    await jobs.deliver(tx, place.forwardId);
    await noteChange(tx, jobs, place.forwardId);
  });
}

async function finish(
  { database, jobs, spool }: SpoolFileServices,
  file: WaitingFile,
  outcome: { readonly inspection: Inspection } | { readonly failure: Failure },
): Promise<void> {
  const isWanted = await database.transaction(async (tx) => {
    const place = await lockFile(tx, file.id);
    if (!place) return false;
    const { forwardId, postId, stage } = place;
    const size = 'inspection' in outcome ? outcome.inspection.size : null;
    const isSizeNew = await tx.query('SELECT FROM bridge.files WHERE id = $1 AND size IS DISTINCT FROM $2', [
      file.id,
      size,
    ]);
    const finished = await tx.query(
      `UPDATE bridge.files SET state = $2, size = coalesce($3, size), sha256 = $4, failure = $5::jsonb,
         in_spool = $2 = 'spooled',
         source = CASE WHEN $2 = 'spooled' THEN NULL ELSE source END
       WHERE id = $1 AND state = 'waiting' RETURNING id`,
      [
        file.id,
        'inspection' in outcome ? 'spooled' : 'failed',
        size,
        'inspection' in outcome ? outcome.inspection.sha256 : null,
        'failure' in outcome ? JSON.stringify(outcome.failure) : null,
      ],
    );
    // Another process, which took this one for dead, has fetched the file meanwhile.
    if (finished.length === 0) return isNeeded(tx, postId);
    await settlePost(tx, postId);
    if (stage === 'asking') await closeIfNothingCanGo(tx, forwardId);
    else await jobs.deliver(tx, forwardId);
    const isNews =
      'failure' in outcome || (isSizeNew.length > 0 && isJustAsked(file)) || !isUnanswered(stage);
    if (isNews) await noteChange(tx, jobs, forwardId);
    return isNeeded(tx, postId);
  });
  if (!isWanted) await spool.remove(file.id);
}

function isUnanswered(stage: ForwardStage): boolean {
  return stage === 'asking' || stage === 'finding';
}

function isJustAsked({ created_at }: WaitingFile): boolean {
  return Date.now() - created_at.getTime() < REDRAW_MS;
}

/** Whether anybody will still want the file's bytes. */
async function isNeeded(tx: Queryable, postId: string): Promise<boolean> {
  const ended = await tx.query(
    `SELECT FROM bridge.posts WHERE id = $1 AND state IN ('posted', 'cancelled')`,
    [postId],
  );
  return ended.length === 0;
}

async function closeIfNothingCanGo(tx: Queryable, forwardId: string): Promise<void> {
  await tx.query(
    `UPDATE bridge.forwards SET stage = 'refused' WHERE id = $1 AND NOT EXISTS (
       SELECT FROM bridge.posts WHERE forward_id = $1 AND state <> 'failed')`,
    [forwardId],
  );
}
