import type { Queryable } from '../../database/database.ts';
import { noteChange } from '../changes.ts';
import type { ForwardJobs } from '../forward-jobs.ts';
import { arrangeFiles } from '../messages/arrange-files.ts';
import type { AlbumRules } from '../messages/join-pictures.ts';
import type { SharedFile } from '../types.ts';

/** More than any forward has of posts or files. */
const OUT_OF_THE_WAY = 1_000_000;

/**
 * Lets a forward, which is not on its way yet, be part of another one of the same person. Call it with both
 * locked.
 */
export async function mergeForward(
  tx: Queryable,
  jobs: ForwardJobs,
  forwardId: string,
  {
    into,
    files,
    albums,
  }: { readonly into: string; readonly files: readonly SharedFile[]; readonly albums: AlbumRules },
): Promise<void> {
  const [source] = await tx.query<{ source_key: string }>(
    'UPDATE bridge.sources SET forward_id = $2 WHERE forward_id = $1 RETURNING source_key',
    [forwardId, into],
  );
  for (const table of ['bridge.posts', 'bridge.files']) {
    await tx.query(`UPDATE ${table} SET forward_id = $2, position = position + $3 WHERE forward_id = $1`, [
      forwardId,
      into,
      OUT_OF_THE_WAY,
    ]);
  }
  const fileIds = await arrangeFiles(tx, into, albums.albumMaxPictures, {
    sourceKey: source?.source_key ?? '',
    files,
  });
  await jobs.spoolAll(tx, fileIds);
  await tx.query(
    `UPDATE bridge.forwards SET suggested_caption = coalesce(suggested_caption,
       (SELECT suggested_caption FROM bridge.forwards WHERE id = $2)) WHERE id = $1`,
    [into, forwardId],
  );
  await tx.query('DELETE FROM bridge.forwards WHERE id = $1', [forwardId]);
  await noteChange(tx, jobs, into);
}
