import type { Queryable } from '../../database/database.ts';

/** Any number that tells these locks from others. */
const LOCKS = 53_249;

/**
 * Lets one transaction at a time record what a person shares in a conversation, so that pictures which arrive at
 * once, wherever, come together. It comes before the lock of any forward.
 */
export async function lockSharer(
  tx: Queryable,
  { conversationKey, requesterId }: { readonly conversationKey: string; readonly requesterId: string },
): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1::integer, hashtext($2))', [
    LOCKS,
    `${requesterId}|${conversationKey}`,
  ]);
}
