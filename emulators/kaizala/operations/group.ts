import type { Call } from '../api/call.ts';
import { findGroup } from './find-group.ts';
import { groupDetails } from './group-details.ts';

/** `GET /v1/groups/{groupId}`. That the one group comes without a wrapping object is inferred. */
export function group(call: Call): object {
  return groupDetails(findGroup(call));
}
