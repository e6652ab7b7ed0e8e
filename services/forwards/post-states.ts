import type { PostState } from './types.ts';

/** A post in one of these is on its way, and surely not in Kaizala. */
export const BEFORE_CALL: readonly PostState[] = ['waiting', 'spooled', 'uploading', 'uploaded'];

/** A post in one of these may be in Kaizala, and may turn out not to be. */
export const OPEN_CALL: readonly PostState[] = ['posting', 'uncertain'];

/** A post in one of these is withdrawn with its message. */
export const WITHDRAWABLE: readonly PostState[] = [...BEFORE_CALL, 'failed'];

const AT_REST: ReadonlySet<PostState> = new Set(['posted', 'failed', 'cancelled', 'uncertain']);

/** Whether a post in this state goes on by itself. */
export function isMoving(state: PostState): boolean {
  return !AT_REST.has(state);
}
