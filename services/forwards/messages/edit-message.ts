import type { Queryable } from '../../database/database.ts';
import { noteChange } from '../changes.ts';
import type { ForwardJobs } from '../forward-jobs.ts';
import { OPEN_CALL, WITHDRAWABLE } from '../post-states.ts';
import type { PostState } from '../types.ts';
import { lockSource } from './lock-source.ts';

/**
 * Has a forward follow its message, whose text is another one now: as the caption that is suggested, and as the
 * caption of what is not out yet, unless the person has given it another one.
 */
export async function editMessage(
  tx: Queryable,
  jobs: ForwardJobs,
  sourceKey: string,
  text: string | undefined,
): Promise<void> {
  const source = await lockSource(tx, sourceKey);
  // Teams edits messages by itself as well, to add previews of links.
  if (!source || source.isDeleted || source.text === (text ?? null)) return;
  await tx.query('UPDATE bridge.sources SET text = $2 WHERE source_key = $1', [sourceKey, text ?? null]);
  if (await changeSuggestion(tx, source.forwardId, source.text)) {
    await noteChange(tx, jobs, source.forwardId);
  }
}

/**
 * Suggests the text of the first message that has one, if what was suggested before was this message's. False:
 * nobody sees a change.
 */
export async function changeSuggestion(
  tx: Queryable,
  forwardId: string,
  formerText: string | null,
): Promise<boolean> {
  const [changed] = await tx.query<{
    stage: string;
    caption: string | null;
    auto: boolean;
    now: string | null;
  }>(
    `WITH texts AS (SELECT text FROM bridge.sources
       WHERE forward_id = $1 AND NOT is_deleted AND text IS NOT NULL ORDER BY shared_at, arrival LIMIT 1)
     UPDATE bridge.forwards SET suggested_caption = (SELECT text FROM texts)
     WHERE id = $1 AND suggested_caption IS NOT DISTINCT FROM $2
       AND suggested_caption IS DISTINCT FROM (SELECT text FROM texts)
     RETURNING stage, caption, auto, suggested_caption AS now`,
    [forwardId, formerText],
  );
  if (!changed) return false;
  if (changed.stage !== 'accepted') return changed.stage === 'asking';
  const isCaption = changed.caption === formerText && (changed.auto || formerText !== null);
  return isCaption ? changeCaption(tx, forwardId, changed.now) : false;
}

/**
 * What is posted keeps its caption, and it can only be said that this came too late. A post that may be out gets
 * the new one should it turn out not to be.
 */
async function changeCaption(tx: Queryable, forwardId: string, caption: string | null): Promise<boolean> {
  const states = await tx.query<{ state: PostState }>(
    'SELECT DISTINCT state FROM bridge.posts WHERE forward_id = $1',
    [forwardId],
  );
  const isAny = (...wanted: PostState[]) => states.some(({ state }) => wanted.includes(state));
  const isLeft = isAny(...WITHDRAWABLE, ...OPEN_CALL);
  if (isLeft) {
    await tx.query(
      'UPDATE bridge.forwards SET caption = $2, content_version = content_version + 1 WHERE id = $1',
      [forwardId, caption],
    );
  }
  if (isAny('posted')) {
    await tx.query(`UPDATE bridge.forwards SET note = 'editedLate' WHERE id = $1`, [forwardId]);
  }
  return isLeft || isAny('posted');
}
