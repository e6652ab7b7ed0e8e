import type { Activity } from 'botbuilder';

/** Names a conversation uniquely over all channels. */
export function conversationKey({ channelId, conversation }: Activity): string {
  return `${channelId}|${conversation.id}`;
}

/** The channel of a conversation that is named by its key: `msteams`, `slack`, … */
export function channelOf(conversationKey: string): string {
  const [channelId = ''] = conversationKey.split('|');
  return channelId;
}
