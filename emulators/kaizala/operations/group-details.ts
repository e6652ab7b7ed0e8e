import type { Group } from '../state/state-record.ts';

/** A group as the API shows it. The emulator's groups stand alone: none has a parent or groups below it. */
export function groupDetails(group: Group): object {
  return {
    groupId: group.groupId,
    groupName: group.groupName,
    groupImageUrl: '',
    groupType: group.groupType,
    hasSubGroups: false,
    hasParentGroups: false,
    userCount: group.userCount,
    currentLevelUserCount: group.userCount,
    callerRole: 'Admin',
    isMappedToTenant: true,
  };
}
