import { ownMentionsIn } from './slack-text.ts';

/**
 * The mentions of the bot in a text of Slack, as entities of an activity.
 * @param recipientId the bot, as the activity names it
 */
export function ownMentions(text: string, botUserId: string, recipientId: string) {
  return ownMentionsIn(text, botUserId).map((written) => ({
    type: 'mention',
    text: written,
    mentioned: { id: recipientId },
  }));
}
