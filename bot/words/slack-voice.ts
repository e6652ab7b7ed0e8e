import type { Activity } from 'botbuilder';
import { canSuggest } from '../blocks/can-suggest.ts';

/** How people of Slack are told of commands. Typing `/link` does nothing there. */
export interface SlackVoice {
  /** A command as it is written: `/kaizala help`. */
  name(command: string): string;
  /** What to do to give it, within a sentence: `send /kaizala help`. */
  send(command: string): string;
  /** Such a name within quotation marks. */
  quoted(command: string): string;
  /** Whether there is a slash command, and a shortcut on messages. */
  readonly hasSlash: boolean;
}

const BY_SLASH: SlackVoice = {
  name: (command) => `/kaizala ${command}`,
  send: (command) => `send /kaizala ${command}`,
  quoted: (command) => `“/kaizala ${command}”`,
  hasSlash: true,
};

/** Azure's channel brings messages alone, so that words do it: in a channel, in a message that mentions the bot. */
const BY_WORDS: SlackVoice = {
  name: (command) => `“${command}”`,
  send: (command) => `tell me “${command}”`,
  quoted: (command) => `“${command}”`,
  hasSlash: false,
};

/** How people are to be spoken to where this activity comes from; undefined if that is not Slack. */
export function slackVoice(activity: Pick<Activity, 'channelId' | 'serviceUrl'>): SlackVoice | undefined {
  if (activity.channelId !== 'slack') return undefined;
  return canSuggest(activity) ? BY_SLASH : BY_WORDS;
}
