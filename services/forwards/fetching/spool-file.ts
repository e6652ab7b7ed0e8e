import type { Database } from '../../database/database.ts';
import { placeOf } from '../../database/secret-box.ts';
import type { FileCheck } from '../../files/checks/file-check.ts';
import { type DetectedType, namedType } from '../../files/detect-type.ts';
import { download } from '../../files/download.ts';
import type { EgressPolicy } from '../../files/egress/egress-policy.ts';
import type { Convert } from '../../files/fetch-bytes.ts';
import type { FileAccess } from '../../files/file-access.ts';
import { type FileSource, fileSource } from '../../files/file-source.ts';
import type { Inspection } from '../../files/inspect-stream.ts';
import type { Spool } from '../../files/spool/spool.ts';
import type { MediaKind } from '../../kaizala/media-types.ts';
import type { Attempt } from '../attempt.ts';
import type { backOffMs } from '../back-off.ts';
import { noteChange } from '../changes.ts';
import { canBeMended, type FailureListener, failureOf, UNEXPECTED } from '../failure-of.ts';
import type { ForwardJobs } from '../forward-jobs.ts';
import { refuseIfNothingCanGo } from '../refuse-if-nothing-can-go.ts';
import { settlePost } from '../settle-post.ts';
import type { Failure, ForwardStage, PostState } from '../types.ts';
import { checkFile } from './check-file.ts';
import { findKept, type KeptFile } from './kept-file.ts';
import { lockFile } from './lock-file.ts';
import { type NamedFile, nameByContent } from './name-by-content.ts';
import { nameClip } from './name-clip.ts';
import { type NextTry, nextTry } from './next-try.ts';

export interface SpoolFileServices {
  readonly database: Database;
  readonly jobs: ForwardJobs;
  readonly spool: Spool;
  readonly egress: EgressPolicy;
  readonly access: FileAccess;
  readonly maxFileBytes: number;
  readonly stallTimeoutMs: number;
  /** What is made of a file's bytes before they are stored. Default: nothing else. */
  readonly convert?: Convert;
  /** All of which a file has to pass, in this order. */
  readonly checks: readonly FileCheck[];
  /** Told of every failure that people are shown or that is tried again. */
  readonly onFailure?: FailureListener;
  /** How long to wait before another attempt, in milliseconds. Default: {@link backOffMs}. */
  readonly waitAfter?: typeof backOffMs;
}

/**
 * For how long, in milliseconds, an unanswered card is drawn anew to tell sizes: that clears what the person is
 * typing into it.
 */
const REDRAW_MS = 5_000;

interface WaitingFile extends KeptFile {
  name: string;
  forward_id: string;
  post_state: PostState;
  post_kind: MediaKind;
  source: unknown;
  attempts: number;
  failure: FetchFailure | null;
  created_at: Date;
}

/** How a file's bytes were not had, and since when, in ISO 8601. */
interface FetchFailure extends Failure {
  readonly since?: string;
}

/** What became of a file. */
type Outcome = (NamedFile & { readonly inspection: Inspection }) | { readonly failure: Failure };

/** Fetches one file into the spool and tells its post. Safe to run again at any point. */
export async function spoolFile(
  services: SpoolFileServices,
  fileId: string,
  { signal, isLastTry }: Attempt,
): Promise<void> {
  const [file] = await services.database.query<WaitingFile>(
    `SELECT f.id, f.name, f.forward_id, p.state AS post_state, p.kind AS post_kind, f.source,
       f.attempts, f.failure, w.created_at, CASE WHEN f.in_spool THEN f.size END AS kept_size,
       CASE WHEN f.in_spool THEN f.sha256 END AS kept_sha256
     FROM bridge.files f
     JOIN bridge.posts p ON p.id = f.post_id
     JOIN bridge.forwards w ON w.id = f.forward_id
     WHERE f.id = $1 AND f.state = 'waiting'`,
    [fileId],
  );
  if (!file) return dropIfGone(services, fileId);
  // Cancelled since: nobody else clears away what a process that died has left of it.
  if (file.post_state !== 'waiting') return services.spool.remove(file.id);
  const stored = services.database.secrets.openJson(file.source, placeOf('files.source', file.id));
  const source = fileSource.parse(stored);
  let kept: Inspection | undefined;
  try {
    const inspection =
      (await findKept(services.spool, file)) ?? (await fetchFile(services, file, source, signal));
    const named = nameFile(file, source, inspection);
    if ('refusal' in named) {
      await services.spool.remove(file.id);
      await finish(services, file, { failure: named.refusal });
    } else {
      kept = inspection;
      await checkFile(services, { id: file.id, name: named.name, inspection }, signal);
      await finish(services, file, { inspection, ...named });
    }
  } catch (error) {
    if (signal.aborted) throw error;
    const failure = failureOf(error);
    if (failure.code === UNEXPECTED && !isLastTry) throw error;
    services.onFailure?.(error, { forwardId: file.forward_id, fileId: file.id });
    const since = new Date(file.failure?.since ?? Date.now());
    const wait = nextTry(
      error,
      { source, isFetched: kept !== undefined, attempts: file.attempts, since },
      services.waitAfter,
    );
    if (wait) await tryAgain(services, file, { ...failure, since: since.toISOString() }, { ...wait, kept });
    else {
      await services.spool.remove(file.id);
      await finish(services, file, { failure: { ...failure, retryable: canBeMended(error) } });
    }
  }
}

/** Its message may have been deleted, and then nobody else clears away its bytes. */
async function dropIfGone({ database, spool }: SpoolFileServices, fileId: string): Promise<void> {
  const known = await database.query('SELECT FROM bridge.files WHERE id = $1', [fileId]);
  if (known.length === 0) await spool.remove(fileId);
}

function nameFile(
  { name, post_kind: kind }: WaitingFile,
  source: FileSource,
  { detected }: Inspection,
): NamedFile | { readonly refusal: Failure } {
  if (source.kind === 'slackFile' && source.isClip) return nameClip(name, detected);
  return nameByContent({ name, kind }, detected ?? typeOf(source));
}

function typeOf(source: FileSource): DetectedType | undefined {
  const { mediaType } = source.kind === 'connectorAttachment' ? source : {};
  return mediaType === undefined ? undefined : namedType(mediaType);
}

function fetchFile(
  services: SpoolFileServices,
  file: WaitingFile,
  source: FileSource,
  signal: AbortSignal,
): Promise<Inspection> {
  const { database, jobs, spool, egress, access, maxFileBytes, stallTimeoutMs, convert } = services;
  return download(source, (bytes, declared) => spool.write(file.id, bytes, declared), {
    egress,
    access,
    maxBytes: maxFileBytes,
    stallTimeoutMs,
    signal,
    ...(convert && { convert }),
    onDeclaredSize: (size) =>
      database.transaction(async (tx) => {
        const place = await lockFile(tx, file.id);
        if (!place) return;
        const changed = await tx.query(
          `UPDATE bridge.files SET size = $2
           WHERE id = $1 AND state = 'waiting' AND size IS DISTINCT FROM $2 RETURNING id`,
          [file.id, size],
        );
        const isNews = place.isWanted && (!isUnanswered(place.stage) || isJustAsked(file));
        if (changed.length > 0 && isNews) await noteChange(tx, jobs, place.forwardId);
      }),
  });
}

async function tryAgain(
  { database, jobs }: SpoolFileServices,
  file: WaitingFile,
  failure: FetchFailure,
  { attempts, afterMs, kept }: NextTry & { readonly kept: Inspection | undefined },
): Promise<void> {
  await database.transaction(async (tx) => {
    const place = await lockFile(tx, file.id);
    if (!place) return;
    const noted = await tx.query(
      `UPDATE bridge.files SET attempts = $2, failure = $3::jsonb,
         in_spool = $4, size = coalesce($5, size), sha256 = $6
       WHERE id = $1 AND state = 'waiting' RETURNING id`,
      [
        file.id,
        attempts,
        JSON.stringify(failure),
        kept !== undefined,
        kept?.size ?? null,
        kept?.sha256 ?? null,
      ],
    );
    if (noted.length === 0) return;
    await jobs.spool(tx, file.id, { at: new Date(Date.now() + afterMs) });
    // What was shared after it need not wait for it any longer.
    await jobs.deliver(tx, place.forwardId);
    if (place.isWanted) await noteChange(tx, jobs, place.forwardId);
  });
}

async function finish(
  { database, jobs, spool }: SpoolFileServices,
  file: WaitingFile,
  outcome: Outcome,
): Promise<void> {
  const isKept = await database.transaction(async (tx) => {
    const place = await lockFile(tx, file.id);
    if (!place) return false;
    const { forwardId, postId, stage, isWanted } = place;
    const size = 'inspection' in outcome ? outcome.inspection.size : null;
    const isSizeNew = await tx.query('SELECT FROM bridge.files WHERE id = $1 AND size IS DISTINCT FROM $2', [
      file.id,
      size,
    ]);
    const finished = await tx.query(
      `UPDATE bridge.files SET state = $2, size = coalesce($3, size), sha256 = $4, failure = $5::jsonb,
         in_spool = $2 = 'spooled', name = coalesce($6, name),
         source = CASE WHEN $2 = 'spooled' THEN NULL ELSE source END
       WHERE id = $1 AND state = 'waiting' RETURNING id`,
      [
        file.id,
        'inspection' in outcome ? 'spooled' : 'failed',
        size,
        'inspection' in outcome ? outcome.inspection.sha256 : null,
        'failure' in outcome ? JSON.stringify(outcome.failure) : null,
        'name' in outcome ? outcome.name : null,
      ],
    );
    // Another process, which took this one for dead, has fetched the file meanwhile.
    if (finished.length === 0) return isWanted;
    // A clip is a post of its own, which is whatever it turned out to be.
    if ('kind' in outcome && outcome.kind !== file.post_kind) {
      await tx.query('UPDATE bridge.posts SET kind = $2 WHERE id = $1', [postId, outcome.kind]);
    }
    await settlePost(tx, postId);
    if (stage === 'asking') await refuseIfNothingCanGo(tx, forwardId);
    else await jobs.deliver(tx, forwardId);
    const isNews =
      'failure' in outcome || (isSizeNew.length > 0 && isJustAsked(file)) || !isUnanswered(stage);
    if (isWanted && isNews) await noteChange(tx, jobs, forwardId);
    return isWanted;
  });
  if (!isKept) await spool.remove(file.id);
}

function isUnanswered(stage: ForwardStage): boolean {
  return stage === 'asking' || stage === 'finding';
}

function isJustAsked({ created_at }: WaitingFile): boolean {
  return Date.now() - created_at.getTime() < REDRAW_MS;
}
