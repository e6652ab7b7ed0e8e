import { randomUUID } from 'node:crypto';
import type { Queryable } from '../database/database.ts';
import { planPosts } from './plan-posts.ts';
import type { ForwardRequest } from './types.ts';

/** What was recorded: the forward's id, and the ids of the files that are now to be fetched. */
export interface InsertedForward {
  readonly id: string;
  readonly fileIds: readonly string[];
}

/**
 * Records a forward with its posts and files, unless the activity that asks for it has been recorded
 * before: then nothing is written, and nothing returned.
 */
export async function insertForward(
  tx: Queryable,
  request: ForwardRequest,
): Promise<InsertedForward | undefined> {
  const id = randomUUID();
  const canGo = request.files.some((file) => 'source' in file);
  const inserted = await tx.query(
    `INSERT INTO bridge.forwards (id, source_key, conversation_key, requester_id, requester_name,
       conversation_reference, stage, suggested_caption)
     VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8)
     ON CONFLICT (source_key) DO NOTHING RETURNING id`,
    [
      id,
      request.sourceKey,
      request.conversationKey,
      request.requesterId,
      request.requesterName ?? null,
      JSON.stringify(request.conversationReference),
      canGo ? 'asking' : 'refused',
      request.suggestedCaption ?? null,
    ],
  );
  if (inserted.length === 0) return undefined;
  const postOf = await insertPosts(tx, id, request);
  const fileIds: string[] = [];
  for (const [position, file] of request.files.entries()) {
    const fileId = randomUUID();
    await tx.query(
      `INSERT INTO bridge.files (id, forward_id, post_id, position, name, source, state, failure)
       VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8::jsonb)`,
      [
        fileId,
        id,
        postOf.get(position) ?? null,
        position,
        file.name,
        'source' in file ? JSON.stringify(file.source) : null,
        'source' in file ? 'waiting' : 'failed',
        'refusal' in file ? JSON.stringify(file.refusal) : null,
      ],
    );
    if ('source' in file) fileIds.push(fileId);
  }
  return { id, fileIds };
}

async function insertPosts(
  tx: Queryable,
  forwardId: string,
  request: ForwardRequest,
): Promise<Map<number, string>> {
  const postOf = new Map<number, string>();
  const plan = planPosts(request.files.map((file) => ('kind' in file ? file.kind : undefined)));
  for (const [position, { kind, files }] of plan.entries()) {
    const postId = randomUUID();
    await tx.query(
      `INSERT INTO bridge.posts (id, forward_id, position, kind, state) VALUES ($1, $2, $3, $4, 'waiting')`,
      [postId, forwardId, position, kind],
    );
    for (const file of files) postOf.set(file, postId);
  }
  return postOf;
}
