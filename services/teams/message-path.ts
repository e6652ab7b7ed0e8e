import type { FileLookup } from '../files/file-lookup.ts';

export type ChannelMessage = Extract<FileLookup, { kind: 'channelMessage' }>;
export type ChatMessage = Extract<FileLookup, { kind: 'chatMessage' }>;

/** Where Graph has a message of a channel, be it the first of its thread or a reply. */
export function channelMessagePath(
  groupId: string,
  { channelId, rootId, messageId }: ChannelMessage,
): string {
  const root = `/teams/${id(groupId)}/channels/${id(channelId)}/messages/${id(rootId)}`;
  return messageId === rootId ? root : `${root}/replies/${id(messageId)}`;
}

/** Where Graph has a message of a chat. */
export function chatMessagePath({ chatId, messageId }: ChatMessage): string {
  return `/chats/${id(chatId)}/messages/${id(messageId)}`;
}

/** Where Graph has the bytes of what stands in a message's text. */
export function hostedContentPath(messagePath: string, contentId: string): string {
  return `${messagePath}/hostedContents/${id(contentId)}/$value`;
}

function id(value: string): string {
  return encodeURIComponent(value);
}
