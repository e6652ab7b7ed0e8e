/** What is said around modals. */
export const modalWords = {
  wait: 'One moment, please.',
  unexpected: 'Something went wrong on my side. Try again; if it stays, tell an administrator.',
  onItsWay: 'The files are on their way. My message about them shows how it goes.',
  tooLate: 'Slack did not let me open the form in time. Use the shortcut once more.',
  /** Followed by the same question in a message. */
  asMessage: 'Slack did not let me open the form in time, so I ask in a message.',
  noFiles: 'That message has no files to forward. Use the shortcut on a message with files.',
  nothingCanGo: (reasons: readonly string[]) =>
    ['Nothing of that message can be forwarded to Kaizala.', ...reasons].join('\n'),
  cannotGo: (name: string, reason: string) => `${name} can’t go: ${reason}`,
  chooseFile: 'Choose at least one file.',
  chooseGroup: 'Choose the group that the files should go to.',
  chooseLink: 'Choose a group, and what happens when files are shared.',
  otherGroup: (name: string) =>
    `By now, this conversation forwards to ${name} alone. Close this, and use the shortcut once more.`,
  noGroups:
    'The Kaizala connector is in no group yet, so there is nowhere to post to. Ask an administrator to add it to one.',
  goneGroup:
    'That group is not among those of the Kaizala connector any more, or Kaizala does not answer. Choose another one, or try again in a while.',
  noWorkspace: 'The bot has no access to this Slack workspace. Ask an administrator to add the app to it.',
  notReadable: 'This form is not one that I know any more. Close it, and begin again.',
} as const;
