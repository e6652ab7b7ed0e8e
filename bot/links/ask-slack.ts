import type { Activity } from 'botbuilder';
import { SlackError } from '../../services/slack/slack-error.ts';
import type { SlackPeople } from '../../services/slack/slack-people.ts';
import { slackSite } from '../channels/slack/slack-site.ts';
import { answerInTime } from './answer-in-time.ts';
import type { ChatKnowledge } from './chat-knowledge.ts';

/** A person waits for the answer: in milliseconds. */
const PATIENCE_MS = 2_000;

/**
 * Asks Slack what only Slack knows. What it does not say in time, or to a bot that has no token of that workspace,
 * as it is with Azure, is unknown.
 */
export function askSlack(
  people: Pick<SlackPeople, 'isChannelOwner' | 'channel'>,
  patienceMs = PATIENCE_MS,
): ChatKnowledge {
  return {
    async isOwner(activity) {
      const channel = slackSite(activity);
      if (!channel) return 'unknown';
      const person = { ...channel, userId: userOf(activity) };
      return answerInTime(patienceMs, (signal) => people.isChannelOwner(person, signal));
    },
    async hasMessageAccess(activity) {
      const channel = slackSite(activity);
      if (!channel) return 'unknown';
      return answerInTime(patienceMs, async (signal) => {
        try {
          return (await people.channel(channel, signal)).isMember ? 'yes' : 'no';
        } catch (error) {
          if (!(error instanceof SlackError)) throw error;
          // A private channel is none to those who are not in it.
          return error.slackCode === 'channel_not_found' ? 'no' : 'unknown';
        }
      });
    },
  };
}

/** Azure adds the workspace: `U…:T…`. */
function userOf({ from }: Activity): string {
  const [userId = ''] = from.id.split(':');
  return userId;
}
