/** Longer answers of the bot, in one place, so that they speak with one voice. */
export const words = {
  hello:
    'Hello! Share a picture, video, audio file or document with me, and I post it to a Kaizala group, with a caption if you like.\n\n' +
    'Attach a file with the paper clip to begin, or send /help.',
  helloShared:
    'Hello! Mention me in a message with files, and I post them to a Kaizala group, with a caption if you like.\n\n' +
    'To have everything that is shared here forwarded, mention me with /link and the name of a group. /help tells what else I can do.',
  /** In Markdown, as all of it is ours. */
  help:
    'Attach one or more files with the paper clip; in a channel or group chat, mention me in the message, unless it is linked to a group. I ask for a caption (and for the group, if there is a choice), then post them to Kaizala.\n\n' +
    'Answer on the card, or just type the caption. “skip” posts without one, “cancel” withdraws the files.\n\n' +
    '- /groups – the Kaizala groups I can post to\n' +
    '- /link Field crew North – link this conversation to that group (without a name: show how it is linked)\n' +
    '- /mode auto – forward without a question what is shared here; “/mode ask” asks for captions again\n' +
    '- /unlink – end the link\n' +
    '- /status – what waits or is under way, for how long, and why\n' +
    '- /history 10 – what became of the last 10 forwards (5 without a number)\n' +
    '- /retry 1a2b3c4d – try again what failed of the forward with that id (the newest without an id)\n' +
    '- /cancel – withdraw the newest files that are not posted yet\n' +
    '- /help – this',
  nothingOpen:
    'There is nothing to answer at the moment. Attach a file to forward it to Kaizala, or send /help.',
  nothingToCancel: 'There is nothing to cancel: no files of yours here are waiting to be posted.',
  cancelled: 'Cancelled. What was not in Kaizala yet will not be posted.',
  unknownCard: 'That card does not belong to anything I know of. Share the files again to forward them.',
  foreignCard: (name: string | undefined) =>
    `Only ${name ?? 'the person who shared these files'} can answer this card.`,
  alreadyAnswered: 'That was answered already. The card shows what became of it.',
  expired: 'These files have expired, as nobody answered in time. Share them again to forward them.',
  nothingToRetry: 'There is nothing to try again here: the card shows what became of it.',
  whichPost:
    'More than one post is uncertain by now. Use the newest state of the card, which asks about each of them.',
  waitsForAnswer: 'Waiting for your answer on the card',
  nothingPending: 'Nothing of yours is waiting or under way here. Attach a file to forward it to Kaizala.',
  noHistory: 'Nothing was forwarded here yet. Attach a file to forward it to Kaizala.',
  foreignHistory: 'Only administrators of this bot can see what another person has forwarded.',
  historyInPrivate:
    'Ask me that in a personal chat: what somebody has forwarded elsewhere is not for everybody here.',
  noHistoryOf: 'I know of nothing that this person has forwarded.',
  historyNeedsNumber: (most: number) =>
    `/history takes a number from 1 to ${most}, such as “/history 10”, or none.`,
  noId: (text: string) =>
    `“${text}” is no id of a forward. It looks like 1a2b3c4d: each card shows its own, and so does /history.`,
  unknownForward: (id: string) =>
    `I know of no forward ${id} here. Each card shows its id, and so does /history.`,
  foreignForward: (name: string | undefined) =>
    `Only ${name ?? 'the person who shared these files'} can have this forward tried again.`,
  nothingFailed: 'Nothing of yours here has failed in a way that trying again could help.',
  tryingAgain: (id: string, names: string) => `Trying again, of forward ${id}: ${names}.`,
  cardAsks:
    'Whether a post is in Kaizala is uncertain: look into the group, and answer on the card, which asks for it.',
  unknownCommand: (command: string) => `I don’t know ${command}. Send /help for what I can do.`,
  seekGroup: 'send /groups with a part of the name to find it',
  retryLine: (id: string, what: string) => `/retry ${id} – ${what}`,
  underWay: (forward: string) =>
    `${forward} is under way; nothing of it has failed for good. Send /status to see what it waits for.`,
  waitsOnCard: (forward: string) => `${forward} waits for your answer on its card; nothing of it has failed.`,
  lookAndAnswer: 'Please look into the group, and answer on the card',
  unexpected:
    'Something went wrong on my side. Files that you shared are kept. Try again; if it stays, tell an administrator.',
} as const;

/** What is said, in whichever channel. */
export type Words = {
  readonly [Name in keyof typeof words]: (typeof words)[Name] extends string ? string : (typeof words)[Name];
};
