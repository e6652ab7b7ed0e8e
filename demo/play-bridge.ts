import { ANSWER_WITHIN_MS } from './chats/answer-within.ts';
import type { BridgeableChannel } from './chats/demo-chat.ts';
import type { ShownMessage } from './chats/demo-conversation.ts';
import type { Tell } from './demo-event.ts';
import { judgeShare } from './judge-share.ts';
import type { Share } from './plan-shares.ts';
import { readCard } from './read-card.ts';
import { transferMs } from './transfer-ms.ts';

/** What the demo bridges, and who listens. */
export interface BridgeStage {
  readonly channel: BridgeableChannel;
  /** The Kaizala group's name, or a part that fits only one. */
  readonly group: string;
  readonly kaizalaUrl: string;
  readonly tell: Tell;
}

const UNDER_WAY = /^\W*(Looking|Forwarding|Fetching|Queued|Uploading|Posting|Waiting)\b/;

/** Links a channel to a group, so that all that is shared there is forwarded without a question. */
export async function linkChannel({ channel, group, tell }: BridgeStage): Promise<void> {
  const { said, reply } = await channel.link(group);
  tell({ event: 'said', text: said });
  tell({ event: 'replied', texts: reply });
}

/**
 * Shares files in the linked channel without a word to the bot, and waits for what comes of it. Resolves with
 * whether every file is in Kaizala as it was shared.
 * @param seen the `referenceId`s that were there before; those found now are added.
 */
export async function playBridgedShare(
  { channel, kaizalaUrl, tell }: BridgeStage,
  { paths, caption }: Share,
  seen: Set<string>,
): Promise<boolean> {
  const earlier = new Set(channel.messages.map(({ id }) => id));
  const files = await channel.shares(paths, caption);
  const shared = files.map(({ name, size }) => ({ name, size }));
  tell({ event: 'shared', files: shared, ...(caption !== '' && { text: caption }) });

  const reply = await channel.waitFor(
    (messages) => messages.find((message) => !earlier.has(message.id) && isSettled(message)),
    ANSWER_WITHIN_MS + transferMs(files),
  );
  tell({ event: 'replied', texts: reply.texts });
  const card = readCard(
    reply,
    files.map(({ name }) => name),
  );
  const judged = { files, statuses: card?.statuses ?? [], caption, groupId: undefined };
  return judgeShare(judged, kaizalaUrl, seen, tell);
}

/** The reply says in its first line what became of the files, and below what holds one of them up. */
function isSettled({ isCard, texts }: ShownMessage): boolean {
  return isCard && !texts.some((text) => UNDER_WAY.test(text));
}
