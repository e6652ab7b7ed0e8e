import type { Activity } from 'botbuilder';
import { slackVoice } from './slack-voice.ts';
import { slackWords } from './slack-words.ts';
import { type Words, words } from './words.ts';

/** What is said where this activity comes from. */
export function wordsFor(activity: Pick<Activity, 'channelId' | 'serviceUrl'>): Words {
  const voice = slackVoice(activity);
  return voice ? slackWords(voice) : words;
}
