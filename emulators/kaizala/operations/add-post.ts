import { randomUUID } from 'node:crypto';
import type { Kaizala } from '../api/call.ts';
import type { Post } from '../state/state-record.ts';

/** The connector's name, which Kaizala shows as the sender of what it posts. */
export const CONNECTOR_NAME = 'Kaizala Bridge';

/** Posts once, always: Kaizala has no idempotency key. Returns the answer of both ways that a connector has. */
export function addPost(
  { state, now }: Kaizala,
  content: Pick<Post, 'groupId' | 'actionType' | 'caption' | 'files'>,
): object {
  const referenceId = randomUUID();
  state.commit({ type: 'post', post: { referenceId, ...content, sender: CONNECTOR_NAME, time: now() } });
  return { referenceId };
}
