import type { Queryable } from '../database/database.ts';
import { noteChange } from './changes.ts';
import { changeSuggestion } from './edit-message.ts';
import type { ForwardJobs } from './forward-jobs.ts';
import type { AlbumRules } from './join-pictures.ts';
import { lockSource } from './lock-source.ts';
import { takeOutMessage } from './take-out-message.ts';
import type { ForwardNote } from './types.ts';

/** In which a post may be in Kaizala already. */
const OUT = `state IN ('posting', 'posted', 'uncertain')`;

/**
 * Withdraws what a message shared that has been deleted. Where other messages share the forward, they stay. What
 * is in Kaizala can only be told of.
 */
export async function deleteMessage(
  tx: Queryable,
  jobs: ForwardJobs,
  sourceKey: string,
  albums: AlbumRules,
): Promise<void> {
  const source = await lockSource(tx, sourceKey);
  if (!source || source.isDeleted) return;
  const { forwardId, stage, text } = source;
  await tx.query('UPDATE bridge.sources SET is_deleted = true WHERE source_key = $1', [sourceKey]);
  if (stage !== 'finding' && stage !== 'asking' && stage !== 'accepted') return;
  const others = await tx.query(
    'SELECT FROM bridge.sources WHERE forward_id = $1 AND NOT is_deleted LIMIT 1',
    [forwardId],
  );
  const isLate =
    others.length > 0
      ? await takeOutMessage(tx, forwardId, { sourceKey, stage, albums })
      : await withdraw(tx, forwardId);
  if (others.length > 0 && stage === 'asking') await changeSuggestion(tx, forwardId, text);
  await closeIfNothingIsLeft(tx, forwardId);
  if (isLate) await note(tx, forwardId, 'deletedLate');
  else if (others.length === 0) await note(tx, forwardId, 'deleted');
  await jobs.deliver(tx, forwardId);
  await noteChange(tx, jobs, forwardId);
  if (stage === 'finding') await hideUnseen(tx, forwardId);
}

/** Returns whether something may be in Kaizala. */
async function withdraw(tx: Queryable, forwardId: string): Promise<boolean> {
  await tx.query(
    `UPDATE bridge.posts SET state = 'cancelled', next_attempt_at = NULL, ended_at = now()
     WHERE forward_id = $1 AND state <> 'cancelled' AND NOT ${OUT}`,
    [forwardId],
  );
  const out = await tx.query(`SELECT FROM bridge.posts WHERE forward_id = $1 AND ${OUT} LIMIT 1`, [
    forwardId,
  ]);
  return out.length > 0;
}

async function closeIfNothingIsLeft(tx: Queryable, forwardId: string): Promise<void> {
  await tx.query(
    `UPDATE bridge.forwards SET stage = 'cancelled', lookup = NULL
     WHERE id = $1 AND NOT EXISTS (SELECT FROM bridge.posts WHERE forward_id = $1 AND state <> 'cancelled')`,
    [forwardId],
  );
}

async function note(tx: Queryable, forwardId: string, what: ForwardNote): Promise<void> {
  await tx.query('UPDATE bridge.forwards SET note = $2 WHERE id = $1', [forwardId, what]);
}

/** Of a message that is gone before anything was said about it, nothing need be said any more. */
async function hideUnseen(tx: Queryable, forwardId: string): Promise<void> {
  await tx.query(
    'UPDATE bridge.forwards SET shown_revision = revision WHERE id = $1 AND card_activity_id IS NULL',
    [forwardId],
  );
}
