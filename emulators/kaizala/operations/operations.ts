/** The names of the API calls that the emulator answers. */
export const OPERATIONS = [
  'accessToken',
  'generatePin',
  'loginWithPin',
  'media',
  'mediaUrl',
  'groups',
  'group',
  'actions',
  'action',
  'message',
] as const;

export type Operation = (typeof OPERATIONS)[number];
