import type { EmulatorState } from '../state/emulator-state.ts';
import { type PostView, postView } from './post-view.ts';

/** A group as the page lists it. */
export interface GroupView {
  readonly groupId: string;
  readonly groupName: string;
  readonly userCount: number;
  readonly lastPost: PostView | null;
}

/** `GET /emulator/groups`: those that the token reaches, in a fixed order; the page sorts. */
export function listGroups(state: EmulatorState): readonly GroupView[] {
  return [...state.groups.values()]
    .filter(({ visible }) => visible)
    .map(({ groupId, groupName, userCount }) => {
      const last = state.posts.findLast((post) => post.groupId === groupId);
      return { groupId, groupName, userCount, lastPost: last === undefined ? null : postView(state, last) };
    });
}
