import type { Queryable } from '../../database/database.ts';
import { lockForward, noteChange } from '../changes.ts';
import type { ForwardJobs } from '../forward-jobs.ts';
import { insertSource } from '../insert-forward.ts';
import type { ForwardRequest, SharedFile } from '../types.ts';
import { arrangeFiles } from './arrange-files.ts';

/** How pictures come together. */
export interface AlbumRules {
  /** Of so many pictures an album may be. */
  readonly albumMaxPictures: number;
  /** Pictures shared within so many milliseconds of each other join one forward. 0: they don't. */
  readonly joinPicturesMs: number;
}

/** Whether these could join other pictures. */
export function arePictures(files: readonly SharedFile[]): boolean {
  return files.length > 0 && files.every((file) => 'kind' in file && file.kind === 'image');
}

/**
 * Adds pictures to the forward of others that the same person shared just before or after, if that is still open.
 * Call it with the sharer locked. False: there is none, and nothing was changed.
 */
export async function joinPictures(
  tx: Queryable,
  jobs: ForwardJobs,
  request: ForwardRequest,
  rules: AlbumRules,
): Promise<boolean> {
  if (request.auto || request.answer || request.lookup || !arePictures(request.files)) return false;
  const open = await lockJoinable(tx, request, rules);
  if (open === undefined) return false;
  await insertSource(tx, open, request);
  const fileIds = await arrangeFiles(tx, open, rules.albumMaxPictures, request);
  await jobs.spoolAll(tx, fileIds);
  await tx.query(
    'UPDATE bridge.forwards SET suggested_caption = coalesce(suggested_caption, $2) WHERE id = $1',
    [open, request.suggestedCaption ?? null],
  );
  await noteChange(tx, jobs, open);
  return true;
}

/** The forward that pictures of this time may join, locked. */
export async function lockJoinable(
  tx: Queryable,
  {
    conversationKey,
    requesterId,
    sharedAt,
  }: Pick<ForwardRequest, 'conversationKey' | 'requesterId' | 'sharedAt'>,
  { joinPicturesMs }: AlbumRules,
): Promise<string | undefined> {
  if (joinPicturesMs === 0) return undefined;
  const [open] = await tx.query<{ id: string }>(
    `SELECT f.id FROM bridge.forwards f
     WHERE f.conversation_key = $1 AND f.requester_id = $2 AND f.stage = 'asking' AND NOT f.auto
       AND NOT EXISTS (SELECT FROM bridge.posts WHERE forward_id = f.id AND kind <> 'image')
       AND NOT EXISTS (SELECT FROM bridge.files WHERE forward_id = f.id AND post_id IS NULL)
       AND EXISTS (SELECT FROM bridge.sources WHERE forward_id = f.id AND NOT is_deleted
         AND shared_at BETWEEN $3::timestamptz - make_interval(secs => $4)
           AND $3::timestamptz + make_interval(secs => $4))
     ORDER BY f.created_at DESC LIMIT 1`,
    [conversationKey, requesterId, sharedAt, joinPicturesMs / 1000],
  );
  if (!open) return undefined;
  // It may have been answered meanwhile.
  return (await lockForward(tx, open.id)) === 'asking' ? open.id : undefined;
}
