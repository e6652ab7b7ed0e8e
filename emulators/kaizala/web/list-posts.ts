import * as z from 'zod';
import { invalidParameters } from '../api/invalid-parameters.ts';
import type { EmulatorState } from '../state/emulator-state.ts';
import { type PostView, postView } from './post-view.ts';

const parameters = z.object({
  groupId: z.string().optional(),
  /** Only the newest so many. */
  last: z.coerce.number().int().positive().optional(),
});

/** `GET /emulator/posts`, oldest first. Throws `InvalidParameters` for a query it can't read. */
export function listPosts(state: EmulatorState, query: URLSearchParams): readonly PostView[] {
  const result = parameters.safeParse(Object.fromEntries(query));
  if (!result.success) throw invalidParameters(z.prettifyError(result.error));
  const { groupId, last = Number.POSITIVE_INFINITY } = result.data;
  return state.posts
    .filter((post) => groupId === undefined || post.groupId === groupId)
    .slice(-last)
    .map((post) => postView(state, post));
}
