import type { Activity } from 'botbuilder';
import { slackVoice } from '../words/slack-voice.ts';
import { type LinkWords, linkWords } from './link-words.ts';
import { slackLinkWords } from './slack-link-words.ts';

/** What is said about links where this activity comes from. */
export function linkWordsFor(activity: Pick<Activity, 'channelId' | 'serviceUrl'>): LinkWords {
  const voice = slackVoice(activity);
  return voice ? slackLinkWords(voice) : linkWords;
}
