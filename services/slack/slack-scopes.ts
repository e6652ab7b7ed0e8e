/** What the app may do in a workspace, and so what it asks for when it is added to one. */
export const SLACK_SCOPES = [
  'chat:write',
  'files:read',
  'app_mentions:read',
  'im:history',
  'channels:history',
  'groups:history',
  'mpim:history',
  'commands',
  'users:read',
  // Who made a channel, and so may link it.
  'channels:read',
  'groups:read',
  // What is a group direct message, where everybody may link.
  'mpim:read',
  // To speak to a person in private.
  'im:write',
] as const;
