import type { Database, Queryable } from '../../database/database.ts';
import { lockForward, noteChange } from '../changes.ts';
import type { ForwardJobs } from '../forward-jobs.ts';
import { type IntakeLimits, withinFileLimit } from '../intake-limits.ts';
import { isAwaited } from '../is-awaited.ts';
import { arrangeFiles } from '../messages/arrange-files.ts';
import { type AlbumRules, arePictures, lockJoinable } from '../messages/join-pictures.ts';
import { lockSharer } from '../messages/lock-sharer.ts';
import type { Failure, Forward, SharedFile } from '../types.ts';
import { mergeForward } from './merge-forward.ts';

/** What asking for the files of a message led to. */
export type Finding = { readonly files: readonly SharedFile[] } | { readonly failure: Failure };

/** What stands in the place of files that could not be asked for. */
const NAMELESS = 'Files of this message';

interface KnownFile {
  readonly name: string;
  readonly kind: string | null;
}

/** Has a forward go on with what was found, unless another process has seen to it or it was withdrawn. */
export async function endFinding(
  services: {
    readonly database: Database;
    readonly jobs: ForwardJobs;
    readonly albums: AlbumRules;
    readonly limits: Pick<IntakeLimits, 'filesPerMessage'>;
  },
  forward: Forward,
  finding: Finding,
): Promise<void> {
  const { database, jobs, albums, limits } = services;
  await database.transaction(async (tx) => {
    await lockSharer(tx, forward);
    if ((await lockForward(tx, forward.id)) !== 'finding') return;
    // People may have been shown that the bot is looking while it looked.
    const shown = await tx.query(
      'SELECT FROM bridge.forwards WHERE id = $1 AND card_activity_id IS NOT NULL',
      [forward.id],
    );
    const isShown = shown.length > 0;
    const known = await tx.query<KnownFile>(
      `SELECT f.name, p.kind FROM bridge.files f LEFT JOIN bridge.posts p ON p.id = f.post_id
       WHERE f.forward_id = $1`,
      [forward.id],
    );
    const [source] = await tx.query<{ source_key: string }>(
      'SELECT source_key FROM bridge.sources WHERE forward_id = $1',
      [forward.id],
    );
    // Otherwise nobody misses any.
    const failure = 'failure' in finding && isAwaited(forward) ? finding.failure : undefined;
    const found = 'files' in finding ? finding.files.filter((file) => !isKnown(file, known)) : [];
    const files = withinFileLimit(found, limits, known.length);
    if (files.length + known.length === 0 && !failure) return endEmpty(tx, jobs, forward, isShown);
    const addition = {
      sourceKey: source?.source_key ?? '',
      files: failure ? [standIn(failure, known)] : files,
    };
    const mayJoin = !failure && !isShown && !forward.group;
    if (mayJoin && (await join(tx, services, forward, addition.files, known))) return;
    const fileIds = await arrangeFiles(tx, forward.id, albums.albumMaxPictures, addition);
    await jobs.spoolAll(tx, fileIds);
    await goOn(tx, jobs, forward, failure !== undefined && known.length === 0);
  });
}

/** Some files may have come with the activity after all. */
function isKnown(file: SharedFile, known: readonly KnownFile[]): boolean {
  const isFile = 'source' in file && file.source.kind === 'graphShare';
  return isFile && known.some(({ name }) => name === file.name);
}

/** Only what stands there alone can be looked for again. */
function standIn(failure: Failure, known: readonly KnownFile[]): SharedFile {
  return { name: NAMELESS, refusal: { ...failure, retryable: known.length === 0 } };
}

/** Pictures join those that the same person shared just before. False: they don't. */
async function join(
  tx: Queryable,
  { jobs, albums }: { readonly jobs: ForwardJobs; readonly albums: AlbumRules },
  forward: Forward,
  files: readonly SharedFile[],
  known: readonly KnownFile[],
): Promise<boolean> {
  const areAllPictures =
    known.every(({ kind }) => kind === 'image') && (files.length === 0 || arePictures(files));
  if (!areAllPictures) return false;
  const open = await lockJoinable(tx, forward, albums);
  if (open === undefined) return false;
  await mergeForward(tx, jobs, forward.id, { into: open, files, albums });
  return true;
}

/**
 * A group that is known by now says that nobody is asked.
 * @param canFindAgain whether to remember where the files are asked for.
 */
async function goOn(tx: Queryable, jobs: ForwardJobs, { id }: Forward, canFindAgain: boolean): Promise<void> {
  const [going] = await tx.query<{ stage: string }>(
    `UPDATE bridge.forwards SET
       stage = CASE WHEN NOT EXISTS (SELECT FROM bridge.posts WHERE forward_id = $1 AND state <> 'failed')
         THEN 'refused' WHEN group_id IS NOT NULL THEN 'accepted' ELSE 'asking' END,
       caption = CASE WHEN auto THEN suggested_caption ELSE caption END,
       lookup = CASE WHEN $2 THEN lookup END,
       find_failure = NULL, find_failed_at = NULL, find_attempts = 0
     WHERE id = $1 RETURNING stage`,
    [id, canFindAgain],
  );
  if (going?.stage === 'accepted') await jobs.deliver(tx, id);
  await noteChange(tx, jobs, id);
}

/** People are told only if they spoke to the bot, or have seen that it was looking. */
async function endEmpty(
  tx: Queryable,
  jobs: ForwardJobs,
  { id, isAddressed }: Forward,
  isShown: boolean,
): Promise<void> {
  if (!isAddressed && !isShown) {
    await tx.query('DELETE FROM bridge.forwards WHERE id = $1', [id]);
    return;
  }
  await tx.query(
    `UPDATE bridge.forwards SET stage = 'empty', lookup = NULL, find_failure = NULL WHERE id = $1`,
    [id],
  );
  await noteChange(tx, jobs, id);
}
