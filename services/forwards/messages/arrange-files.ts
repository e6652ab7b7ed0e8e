import { randomUUID } from 'node:crypto';
import type { Queryable } from '../../database/database.ts';
import { placeOf } from '../../database/secret-box.ts';
import type { MediaKind } from '../../kaizala/media-types.ts';
import { settlePost } from '../settle-post.ts';
import type { SharedFile } from '../types.ts';
import { planPosts } from './plan-posts.ts';

/** Files that a forward is given, with the message that shared them. */
export interface Addition {
  readonly sourceKey: string;
  readonly files: readonly SharedFile[];
}

interface Item {
  readonly id: string;
  readonly sourceKey: string | null;
  readonly kind: MediaKind | undefined;
  /** The post that it belongs to by now. */
  readonly postId?: string;
  /** What it is, if it is new. */
  readonly file?: SharedFile;
}

/** A post as it is to be, with its files. */
interface ChosenPost {
  readonly id: string;
  readonly isNew: boolean;
  readonly position: number;
  readonly kind: MediaKind;
  readonly members: readonly Item[];
}

/**
 * Adds files to a forward that is not on its way yet, and deals all of its files out to posts: in the order in
 * which their messages were shared, pictures in albums. Call it with the forward locked.
 * @returns the ids of the files that are now to be fetched, in order
 */
export async function arrangeFiles(
  tx: Queryable,
  forwardId: string,
  albumMaxPictures: number,
  addition?: Addition,
): Promise<string[]> {
  const known = await knownItems(tx, forwardId);
  const items = await inOrder(tx, forwardId, [...known, ...newItems(addition)]);
  if (known.length > 0) await makeRoom(tx, forwardId);
  const posts = choosePosts(items, known, albumMaxPictures);
  for (const post of posts) await writePost(tx, forwardId, post);
  for (const [position, item] of items.entries()) {
    const postId = posts.find(({ members }) => members.includes(item))?.id ?? null;
    await place(tx, forwardId, item, { position, postId });
  }
  await tx.query('DELETE FROM bridge.posts WHERE forward_id = $1 AND id <> ALL($2::uuid[])', [
    forwardId,
    posts.map(({ id }) => id),
  ]);
  for (const { id } of posts) await settlePost(tx, id, ['waiting', 'spooled', 'failed']);
  return items.filter(({ file }) => file && 'source' in file).map(({ id }) => id);
}

/** Albums keep their posts in turn, whichever pictures come to be in them; every other file keeps its own. */
function choosePosts(items: readonly Item[], known: readonly Item[], albumMaxPictures: number): ChosenPost[] {
  const plan = planPosts(
    items.map(({ kind }) => kind),
    albumMaxPictures,
  );
  const albums = plan.filter(({ kind }) => kind === 'image');
  const albumIds = [
    ...new Set(known.flatMap(({ kind, postId }) => (kind === 'image' ? (postId ?? []) : []))),
  ];
  return plan.map((post, position) => {
    const members = post.files.flatMap((index) => items[index] ?? []);
    const own = post.kind === 'image' ? albumIds[albums.indexOf(post)] : members[0]?.postId;
    return { id: own ?? randomUUID(), isNew: own === undefined, position, kind: post.kind, members };
  });
}

async function writePost(
  tx: Queryable,
  forwardId: string,
  { id, isNew, position, kind }: ChosenPost,
): Promise<void> {
  await tx.query(
    isNew
      ? `INSERT INTO bridge.posts (id, forward_id, position, kind, state) VALUES ($1, $2, $3, $4, 'waiting')`
      : 'UPDATE bridge.posts SET position = $3, kind = $4 WHERE id = $1 AND forward_id = $2',
    [id, forwardId, position, kind],
  );
}

async function knownItems(tx: Queryable, forwardId: string): Promise<Item[]> {
  const rows = await tx.query<{
    id: string;
    source_key: string | null;
    post_id: string | null;
    kind: MediaKind | null;
  }>(
    `SELECT f.id, f.source_key, f.post_id, p.kind FROM bridge.files f LEFT JOIN bridge.posts p ON p.id = f.post_id
     WHERE f.forward_id = $1 ORDER BY f.position`,
    [forwardId],
  );
  return rows.map(({ id, source_key, post_id, kind }) => ({
    id,
    sourceKey: source_key,
    kind: kind ?? undefined,
    ...(post_id !== null && { postId: post_id }),
  }));
}

function newItems(addition: Addition | undefined): Item[] {
  return (addition?.files ?? []).map((file) => ({
    id: randomUUID(),
    sourceKey: addition?.sourceKey ?? null,
    kind: 'kind' in file ? file.kind : undefined,
    file,
  }));
}

async function inOrder(tx: Queryable, forwardId: string, items: readonly Item[]): Promise<Item[]> {
  const sources = await tx.query<{ source_key: string }>(
    'SELECT source_key FROM bridge.sources WHERE forward_id = $1 ORDER BY shared_at, arrival',
    [forwardId],
  );
  const rankOf = new Map(sources.map(({ source_key }, rank) => [source_key, rank]));
  const rank = ({ sourceKey }: Item) => (sourceKey === null ? -1 : (rankOf.get(sourceKey) ?? -1));
  return items.toSorted((a, b) => rank(a) - rank(b));
}

/** Positions are unique within a forward, so the old ones go out of the way of the new ones. */
async function makeRoom(tx: Queryable, forwardId: string): Promise<void> {
  for (const table of ['bridge.posts', 'bridge.files']) {
    await tx.query(`UPDATE ${table} SET position = -1 - position WHERE forward_id = $1`, [forwardId]);
  }
}

async function place(
  tx: Queryable,
  forwardId: string,
  { id, sourceKey, file }: Item,
  { position, postId }: { readonly position: number; readonly postId: string | null },
): Promise<void> {
  if (!file) {
    await tx.query('UPDATE bridge.files SET position = $2, post_id = $3 WHERE id = $1', [
      id,
      position,
      postId,
    ]);
    return;
  }
  await tx.query(
    `INSERT INTO bridge.files (id, forward_id, post_id, position, name, source, state, failure, source_key, size)
     VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8::jsonb, $9, $10)`,
    [
      id,
      forwardId,
      postId,
      position,
      file.name,
      'source' in file ? tx.secrets.sealJson(file.source, placeOf('files.source', id)) : null,
      'source' in file ? 'waiting' : 'failed',
      'refusal' in file ? JSON.stringify(file.refusal) : null,
      sourceKey,
      'source' in file ? (file.size ?? null) : null,
    ],
  );
}
