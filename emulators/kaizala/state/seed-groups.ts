import type { Group } from './state-record.ts';

/**
 * The groups of a fresh emulator: frontline teams, with the `@1` suffix on some of the ids as Kaizala has it,
 * a name that would break careless HTML or encoding, and one group that the connector's token can't reach.
 */
export const SEED_GROUPS: readonly Group[] = [
  {
    groupId: 'df91cb37-97bf-4ccd-a8c2-b2a3ba5eac62@1',
    groupName: 'Field crew North',
    groupType: 'Group',
    userCount: 18,
    visible: true,
  },
  {
    groupId: '5b0e3f7c-2f3a-4d0e-9a51-6c1f0b8d7e24',
    groupName: 'Store 114 – morning shift',
    groupType: 'Group',
    userCount: 26,
    visible: true,
  },
  {
    groupId: 'c3a7d1e8-64b9-4f25-8d0c-19e5f2a7b360@1',
    groupName: 'Équipe <Lille & Besançon> – Łódź',
    groupType: 'Group',
    userCount: 41,
    visible: true,
  },
  {
    groupId: '9e24b6d0-7c18-4a93-b5f2-0d6a3c8e1f47',
    groupName: 'Warehouse safety reports',
    groupType: 'ConnectGroup',
    userCount: 212,
    visible: true,
  },
  {
    groupId: '2d8f5a16-b0c7-4e39-86d4-f7a1e9c35b02@1',
    groupName: 'Delivery drivers, region 7',
    groupType: 'Group',
    userCount: 63,
    visible: true,
  },
  {
    groupId: '70c9e4b3-1a6d-4825-9f0b-d3e8b7a25c61',
    groupName: 'Regional management',
    groupType: 'Group',
    userCount: 7,
    visible: false,
  },
];
