import { createHash } from 'node:crypto';
import type { Activity } from 'botbuilder';

/** Tells one message from another by all that they show. */
export function cardFingerprint(message: Partial<Activity>): string {
  return createHash('sha256').update(JSON.stringify(message)).digest('hex');
}
