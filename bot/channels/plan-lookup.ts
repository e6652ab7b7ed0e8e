import type { FileLookup } from '../../services/files/file-lookup.ts';
import type { MessageLookup } from '../../services/teams/message-reader.ts';
import type { ConversationFacts } from './conversation-facts.ts';

/** No message has more attachments than this that are worth asking for. */
const MAX_IDS = 50;

/**
 * Where to ask for the files of a message in a chat of many or a channel, whose activities never carry them.
 * Undefined: the activity does not tell enough for that.
 */
export function lookupInShared(
  { kind, serviceUrl, tenantId, teamId, conversationId, rootId, messageId }: ConversationFacts,
  withPictures: boolean,
): MessageLookup | undefined {
  if (!tenantId || !conversationId || !messageId) return undefined;
  if (kind === 'groupChat') {
    return { kind: 'chatMessage', tenantId, chatId: conversationId, messageId, withPictures };
  }
  if (!serviceUrl || !teamId || !rootId) return undefined;
  return {
    kind: 'channelMessage',
    tenantId,
    serviceUrl,
    teamId,
    channelId: conversationId,
    rootId,
    messageId,
    withPictures,
  };
}

/** Where to ask for files of a personal chat that only its HTML names. */
export function lookupInPersonal(
  { isTeams, serviceUrl }: ConversationFacts,
  ids: readonly string[],
): FileLookup | undefined {
  if (!isTeams || !serviceUrl || ids.length === 0) return undefined;
  return { kind: 'connectorAttachments', serviceUrl, ids: ids.slice(0, MAX_IDS) };
}
