import type { Queryable } from '../../database/database.ts';
import { cancelPosts } from '../cancel-posts.ts';
import { noteChange } from '../changes.ts';
import { IS_CHATTER } from '../chatter.ts';
import { closeIfNothingIsLeft } from '../close-if-nothing-is-left.ts';
import type { ForwardJobs } from '../forward-jobs.ts';
import { WITHDRAWABLE } from '../post-states.ts';
import { changeSuggestion } from './edit-message.ts';
import type { AlbumRules } from './join-pictures.ts';
import { lockSource } from './lock-source.ts';
import { noteFate } from './note-fate.ts';
import { takeOutMessage } from './take-out-message.ts';

/**
 * Withdraws what a message shared that has been deleted. Where other messages share the forward, they stay. What
 * is in Kaizala can only be told of, and what may be there is withdrawn should it turn out not to be.
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
  if (stage === 'finding' && (await forgetUnseen(tx, forwardId))) return;
  await tx.query('UPDATE bridge.sources SET is_deleted = true WHERE source_key = $1', [sourceKey]);
  if (stage !== 'finding' && stage !== 'asking' && stage !== 'accepted') return;
  await tx.query('UPDATE bridge.forwards SET content_version = content_version + 1 WHERE id = $1', [
    forwardId,
  ]);
  const others = await tx.query(
    'SELECT FROM bridge.sources WHERE forward_id = $1 AND NOT is_deleted LIMIT 1',
    [forwardId],
  );
  if (others.length > 0) await takeOutMessage(tx, jobs, forwardId, { sourceKey, stage, albums });
  else await cancelPosts(tx, forwardId, WITHDRAWABLE);
  if (others.length > 0 && stage === 'asking') await changeSuggestion(tx, forwardId, text);
  await closeIfNothingIsLeft(tx, forwardId);
  await noteFate(tx, forwardId);
  await jobs.deliver(tx, forwardId);
  await noteChange(tx, jobs, forwardId);
  if (stage === 'finding') await hideUnseen(tx, forwardId);
}

/** False: people wait for an answer, or have got one. */
async function forgetUnseen(tx: Queryable, forwardId: string): Promise<boolean> {
  const forgotten = await tx.query(
    `DELETE FROM bridge.forwards f WHERE id = $1 AND card_activity_id IS NULL AND ${IS_CHATTER} RETURNING id`,
    [forwardId],
  );
  return forgotten.length > 0;
}

/** Of a message that is gone before anything was said about it, nothing need be said any more. */
async function hideUnseen(tx: Queryable, forwardId: string): Promise<void> {
  await tx.query(
    'UPDATE bridge.forwards SET shown_revision = revision WHERE id = $1 AND card_activity_id IS NULL',
    [forwardId],
  );
}
