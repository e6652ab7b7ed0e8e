import { ApiError } from '../api/api-error.ts';
import type { Call } from '../api/call.ts';
import type { Group } from '../state/state-record.ts';

/** The group that a call is about. Throws the same 404 for one that doesn't exist and one the token can't reach. */
export function findGroup({ groupId, kaizala }: Call): Group {
  const group = kaizala.state.groups.get(groupId);
  if (group === undefined || !group.visible) {
    throw new ApiError(404, 'GroupNotFound', `There is no group ${groupId}`);
  }
  return group;
}
