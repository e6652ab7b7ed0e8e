import type { Queryable } from '../database/database.ts';

/** A thread of Slack in which a person writes. */
export interface OwnThread {
  /** Of the whole conversation. */
  readonly conversationKey: string;
  readonly requesterId: string;
  /** Slack's name of the message that began the thread. */
  readonly rootTs: string;
}

/**
 * The newest forward that this person has yet to answer, and that the thread is about: it was shared there, or the
 * thread began with the message that shared it, or with its card, whose id has no point where Azure names it.
 */
export async function findOpenInThread(
  db: Queryable,
  { conversationKey, requesterId, rootTs }: OwnThread,
): Promise<string | undefined> {
  const [newest] = await db.query<{ id: string }>(
    `SELECT id FROM bridge.forwards f
     WHERE conversation_key IN ($1, $2) AND requester_id = $3 AND stage = 'asking'
       AND (conversation_key = $2 OR translate(card_activity_id, '.', '') = $4
         OR EXISTS (SELECT FROM bridge.sources WHERE forward_id = f.id AND right(source_key, $6) = $5))
       AND EXISTS (SELECT FROM bridge.posts WHERE forward_id = f.id
         AND state NOT IN ('posted', 'failed', 'cancelled'))
     ORDER BY created_at DESC LIMIT 1`,
    [
      conversationKey,
      `${conversationKey}:${rootTs}`,
      requesterId,
      rootTs.replace('.', ''),
      `|${rootTs}`,
      rootTs.length + 1,
    ],
  );
  return newest?.id;
}
