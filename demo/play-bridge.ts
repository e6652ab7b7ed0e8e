import { cardOf } from '../emulators/teams/cards/card-of.ts';
import { cardTexts } from '../emulators/teams/cards/card-texts.ts';
import type { ChatMessage, Conversation } from '../emulators/teams/connector/conversation.ts';
import type { Channel } from '../emulators/teams/groups/channel.ts';
import type { TeamsEmulator } from '../emulators/teams/start-teams-emulator.ts';
import type { Tell } from './demo-event.ts';
import { ASHA } from './enter-conversation.ts';
import { judgeShare } from './judge-share.ts';
import type { Share } from './plan-shares.ts';
import { readCard } from './read-card.ts';
import { serveShare, transferMs } from './serve-share.ts';

/** What the demo bridges, and who listens. */
export interface BridgeStage {
  readonly teams: TeamsEmulator;
  readonly channel: Channel;
  /** The Kaizala group's name, or a part that fits only one. */
  readonly group: string;
  readonly kaizalaUrl: string;
  readonly tell: Tell;
}

const ANSWER_WITHIN_MS = 30_000;
const UNDER_WAY = /^\W*(Looking|Forwarding|Fetching|Queued|Uploading|Posting|Waiting)\b/;

/** Links a channel to a group, so that all that is shared there is forwarded without a question. */
export async function linkChannel({ channel, group, tell }: BridgeStage): Promise<void> {
  const text = `/link ${group} auto`;
  const { answer, conversation } = await channel.member(ASHA).says(text);
  if (answer?.status !== 200) throw new Error(`The bot answered ${text} with ${answer?.status}.`);
  tell({ event: 'said', text: `@Kaizala Bridge ${text}` });
  tell({ event: 'replied', texts: textsOf(await firstReply(conversation)) });
}

/**
 * Shares files in the linked channel without a word to the bot, and waits for what comes of it. Resolves with
 * whether every file is in Kaizala as it was shared.
 * @param seen the `referenceId`s that were there before; those found now are added.
 */
export async function playBridgedShare(
  stage: BridgeStage,
  share: Share,
  seen: Set<string>,
): Promise<boolean> {
  const { teams, channel, kaizalaUrl, tell } = stage;
  const { caption } = share;
  const files = await serveShare(teams, share);
  const { answer, conversation } = await channel.member(ASHA).shares(files, caption, { mention: 'none' });
  if (answer?.status !== 200) throw new Error(`The bot answered the message with ${answer?.status}.`);
  const shared = files.map(({ name, size }) => ({ name, size }));
  tell({ event: 'shared', files: shared, ...(caption !== '' && { text: caption }) });

  const reply = await conversation.waitFor(({ messages }) => messages.find(isSettled), {
    timeoutMs: ANSWER_WITHIN_MS + transferMs(files),
  });
  tell({ event: 'replied', texts: textsOf(reply) });
  const card = readCard(
    reply.activity,
    files.map(({ name }) => name),
  );
  return judgeShare(
    { files, statuses: card?.statuses ?? [], caption, groupId: undefined },
    kaizalaUrl,
    seen,
    tell,
  );
}

/** The reply says in its first line what became of the files, and below what holds one of them up. */
function isSettled(message: ChatMessage): boolean {
  return cardOf(message.activity) !== undefined && !textsOf(message).some((text) => UNDER_WAY.test(text));
}

function firstReply(conversation: Conversation): Promise<ChatMessage> {
  return conversation.waitFor(({ messages }) => messages[0], { timeoutMs: ANSWER_WITHIN_MS });
}

function textsOf({ activity }: ChatMessage): string[] {
  const card = cardOf(activity);
  return card === undefined ? [activity.text ?? ''] : cardTexts(card);
}
