/** What a person is told when the connector has nowhere to post to. */
export const NO_GROUPS =
  'The Kaizala connector is in no group yet, so there is nowhere to post to. Your files are kept: ask an administrator to add it to a group, then answer again.';
