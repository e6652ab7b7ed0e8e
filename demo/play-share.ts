import { ANSWER_WITHIN_MS } from './chats/answer-within.ts';
import type { DemoConversation, ShownMessage } from './chats/demo-conversation.ts';
import { chooseGroup } from './choose-group.ts';
import type { Tell } from './demo-event.ts';
import type { Judged } from './judge-share.ts';
import type { Share } from './plan-shares.ts';
import { readCard } from './read-card.ts';
import { transferMs } from './transfer-ms.ts';

/** Where the demo plays, and who listens. */
export interface Stage {
  readonly conversation: DemoConversation;
  readonly group?: string;
  readonly tell: Tell;
}

/** Shares files, answers the bot's card, and waits until the card says what became of each file. */
export async function playShare(stage: Stage, { paths, caption }: Share): Promise<Judged> {
  const { conversation, tell } = stage;
  const earlier = new Set(conversation.messages.map(({ id }) => id));
  const files = await conversation.shares(paths, '');
  const names = files.map(({ name }) => name);
  tell({ event: 'shared', files: files.map(({ name, size }) => ({ name, size })) });

  const asked = await conversation.waitFor((messages) => {
    const message = messages.find(({ id, isCard }) => !earlier.has(id) && isCard);
    const card = message && readCard(message, names);
    return message && card && (card.isSettled || message.buttons.includes('Forward'))
      ? { message, card }
      : false;
  }, ANSWER_WITHIN_MS);
  tellCard(tell, asked.message);
  if (asked.card.isSettled) return { files, statuses: asked.card.statuses, caption, groupId: undefined };

  const stopProgress = tellProgress(stage, asked.message.id, names);
  try {
    const groupId = await answer(stage, asked.message, caption);
    const settled = await conversation.waitFor((messages) => {
      const message = messages.find(({ id }) => id === asked.message.id);
      const card = message && readCard(message, names);
      return message && card?.isSettled ? { message, statuses: card.statuses } : false;
    }, ANSWER_WITHIN_MS + transferMs(files));
    tellCard(tell, settled.message);
    return { files, statuses: settled.statuses, caption, groupId };
  } finally {
    stopProgress();
  }
}

async function answer(
  { conversation, group, tell }: Stage,
  message: ShownMessage,
  caption: string,
): Promise<string | undefined> {
  const choice = chooseGroup(message.groups, group);
  const button = caption === '' ? 'Skip caption' : 'Forward';
  const given = caption === '' ? {} : { caption };
  tell({ event: 'answered', button, ...(choice && { group: choice.title }), ...given });
  await conversation.presses(message, button, { ...(choice && { group: choice.value }), ...given });
  return choice?.value;
}

function tellCard(tell: Tell, { texts, buttons }: ShownMessage): void {
  tell({ event: 'card', texts, buttons });
}

function tellProgress(
  { conversation, tell }: Stage,
  messageId: string,
  names: readonly string[],
): () => void {
  return conversation.onUpdate((message) => {
    if (message.id !== messageId) return;
    const statuses = readCard(message, names)?.statuses ?? [];
    if (statuses.length === 0) return;
    const percent = Math.round(statuses.reduce((sum, one) => sum + one.percent, 0) / statuses.length);
    tell({ event: 'progress', percent, files: statuses });
  });
}
