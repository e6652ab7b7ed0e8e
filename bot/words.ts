/** Longer answers of the bot, in one place, so that they speak with one voice. */
export const words = {
  hello:
    'Hello! Share a picture, video, audio file or document with me, and I post it to a Kaizala group, with a caption if you like.\n\n' +
    'Attach a file with the paper clip to begin, or send /help.',
  help:
    'Attach one or more files with the paper clip. I ask for a caption (and for the group, if there is a choice), then post them to Kaizala.\n\n' +
    'Answer on the card, or just type the caption. “skip” posts without one, “cancel” withdraws the files.\n\n' +
    '/groups – the Kaizala groups I can post to\n\n' +
    '/status – what is waiting or under way\n\n' +
    '/cancel – withdraw the newest files that are not posted yet\n\n' +
    '/help – this',
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
  unknownCommand: (command: string) => `I don’t know ${command}. Send /help for what I can do.`,
  unexpected:
    'Something went wrong on my side. Files that you shared are kept. Try again; if it stays, tell an administrator.',
} as const;
