import type { TurnContext } from 'botbuilder';

/** What people call what asks about their files: in Slack it looks like any message. */
export function cardName({ activity }: TurnContext): string {
  return activity.channelId === 'slack' ? 'message' : 'card';
}
