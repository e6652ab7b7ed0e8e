import type { Conversation } from '../connector/conversation.ts';
import type { GraphPlace } from '../graph/graph-place.ts';
import type { BotAccount, Tenant } from '../tenant.ts';
import type { Overrides } from '../user/envelope.ts';
import type { SharedFile } from '../user/file-attachments.ts';
import type { Delivery } from '../user/post-to-bot.ts';

/** A channel or a group chat, as those who write in it need it. */
export interface Scene {
  readonly tenant: Tenant;
  readonly bot: BotAccount;
  readonly endpoint: string | Delivery;
  /** Whether the app may read every message here, so that those without a mention reach it too. */
  readonly hasConsent: boolean;
  readonly graphPlace: GraphPlace;
  /** The post that begins the thread of a message; undefined where there are no threads. */
  rootOf(messageId: string, inReplyTo?: string): string | undefined;
  /** Where the messages of a thread lie. */
  conversationOf(rootId?: string): Conversation;
  /** What an activity says about where it was written. */
  fieldsOf(rootId?: string): Overrides;
  /** The thread in which a message of the bot stands. */
  threadOf(messageId: string): string | undefined;
  /** Where a file lies once it is shared here: the link that Graph gives for it. */
  placeFile(file: SharedFile): string;
}
