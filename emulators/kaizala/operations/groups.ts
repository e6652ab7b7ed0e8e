import type { Call } from '../api/call.ts';
import { groupDetails } from './group-details.ts';

/**
 * `GET /v1/groups`. `fetchAllGroups` makes no difference here, as no group is nested. That only `groupId` and
 * `groupName` come without details is inferred.
 */
export function groups({ query, kaizala }: Call): object {
  const withDetails = query.get('showDetails') === 'true' || query.get('showDetail') === 'true';
  const visible = [...kaizala.state.groups.values()].filter((group) => group.visible);
  return {
    groups: visible.map((group) =>
      withDetails ? groupDetails(group) : { groupId: group.groupId, groupName: group.groupName },
    ),
  };
}
