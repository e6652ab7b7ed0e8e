import type { Activity } from 'botbuilder';

/** Names a conversation uniquely over all channels. */
export function conversationKey({ channelId, conversation }: Activity): string {
  return `${channelId}|${conversation.id}`;
}
