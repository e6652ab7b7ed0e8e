import { capital } from './capital.ts';
import type { SlackVoice } from './slack-voice.ts';
import { type Words, words } from './words.ts';

/** The same in Slack, which has no cards, no paper clip, and commands of its own kind. */
export function slackWords({ name, quoted, send, hasSlash }: SlackVoice): Words {
  const attach = 'Attach a file with the plus button';
  return {
    ...words,
    hello:
      'Hello! Share a picture, video, audio file or document with me, and I post it to a Kaizala group, with a caption if you like.\n\n' +
      `${attach} to begin, or ${send('help')}.`,
    helloShared:
      'Hello! Mention me in a message with files, and I post them to a Kaizala group, with a caption if you like.\n\n' +
      `To have everything that is shared here forwarded, ${send('link')} and the name of a group. ${capital(name('help'))} tells what else I can do.`,
    nothingOpen: `There is nothing to answer at the moment. ${attach} to forward it to Kaizala, or ${send('help')}.`,
    unknownCard: 'That message does not belong to anything I know of. Share the files again to forward them.',
    foreignCard: (person) =>
      `Only ${person ?? 'the person who shared these files'} can answer what I asked about them.`,
    alreadyAnswered: 'That was answered already. My message about the files shows what became of it.',
    nothingToRetry: 'There is nothing to try again here: my message about the files shows what became of it.',
    whichPost:
      'More than one post is uncertain by now. Use the newest state of my message, which asks about each of them.',
    waitsForAnswer: 'Waiting for your answer to my question about it',
    nothingPending: `Nothing of yours is waiting or under way here. ${attach} to forward it to Kaizala.`,
    noHistory: `Nothing was forwarded here yet. ${attach} to forward it to Kaizala.`,
    historyNeedsNumber: (most) =>
      `${name('history')} takes a number from 1 to ${most}, such as ${quoted('history 10')}, or none.`,
    noId: (text) =>
      `“${text}” is no id of a forward. It looks like 1a2b3c4d: each of my messages about files shows its own, and so does ${name('history')}.`,
    unknownForward: (id) =>
      `I know of no forward ${id} here. Each of my messages about files shows its id, and so does ${name('history')}.`,
    cardAsks:
      'Whether a post is in Kaizala is uncertain: look into the group, and answer my message about it, which asks for it.',
    unknownCommand: (command) =>
      `I don’t know “${command.replace(/^\//, '')}”. ${capital(send('help'))} for what I can do.`,
    seekGroup: `${send('groups')} with a part of the name to find it`,
    retryLine: (id, what) => `${name(`retry ${id}`)} – ${what}`,
    underWay: (forward) =>
      `${forward} is under way; nothing of it has failed for good. ${capital(send('status'))} to see what it waits for.`,
    waitsOnCard: (forward) => `${forward} waits for your answer to my question; nothing of it has failed.`,
    lookAndAnswer: 'Please look into the group, and answer my question about it',
    help: help({ name, hasSlash }),
  };
}

/** In the little Markdown that Slack's own markup has as well, but for the name of the shortcut. */
function help({ name, hasSlash }: Pick<SlackVoice, 'name' | 'hasSlash'>): string {
  const line = (command: string, what: string) =>
    `- ${hasSlash ? `\`${name(command)}\`` : `\`${command}\``} – ${what}`;
  const shortcut = hasSlash ? ', or use the shortcut **Forward to Kaizala** on any message with files' : '';
  const how = hasSlash
    ? 'The words behind /kaizala also work in a message that mentions me, and alone in a direct message.'
    : 'Give these commands in a message that mentions me; in a direct message, the words alone do.';
  return [
    `Attach one or more files with the plus button; in a channel or group message, mention me in it, unless it is linked to a group${shortcut}. I ask for a caption (and for the group, if there is a choice), then post them to Kaizala.`,
    'Answer with the buttons, or type the caption, in a channel in the thread of the question. “skip” posts without one, “cancel” withdraws the files.',
    [
      line('groups', 'the Kaizala groups I can post to'),
      line(
        'link Field crew North',
        'link this conversation to that group (without a name: show how it is linked)',
      ),
      line('mode auto', 'forward without a question what is shared here; `mode ask` asks for captions again'),
      line('unlink', 'end the link'),
      line('status', 'what waits or is under way, for how long, and why'),
      line('history 10', 'what became of the last 10 forwards (5 without a number)'),
      line('retry 1a2b3c4d', 'try again what failed of the forward with that id (the newest without an id)'),
      line('cancel', 'withdraw the newest files that are not posted yet'),
      line('help', 'this'),
    ].join('\n'),
    how,
  ].join('\n\n');
}
