import { cardOf } from '../emulators/teams/cards/card-of.ts';
import type { ChatMessage } from '../emulators/teams/connector/conversation.ts';
import type { TeamsEmulator } from '../emulators/teams/start-teams-emulator.ts';
import { chooseGroup } from './choose-group.ts';
import type { Tell } from './demo-event.ts';
import type { Judged } from './judge-share.ts';
import type { Share } from './plan-shares.ts';
import { readCard } from './read-card.ts';
import { serveShare, transferMs } from './serve-share.ts';
import type { Speaker } from './speaker.ts';

/** Whom the demo plays, and who listens. */
export interface Stage {
  readonly teams: TeamsEmulator;
  readonly speaker: Speaker;
  readonly group?: string;
  readonly tell: Tell;
}

const ANSWER_WITHIN_MS = 30_000;

/** Shares files, answers the bot's card, and waits until the card says what became of each file. */
export async function playShare(stage: Stage, share: Share): Promise<Judged> {
  const { teams, speaker, tell } = stage;
  const { caption } = share;
  const files = await serveShare(teams, share);
  const names = files.map(({ name }) => name);
  const earlier = new Set(speaker.conversation.messages.map(({ id }) => id));
  const { status, body } = await speaker.shares(files);
  if (status !== 200) throw new Error(`The bot answered the message with ${status}: ${body}`);
  tell({ event: 'shared', files: files.map(({ name, size }) => ({ name, size })) });

  const asked = await speaker.conversation.waitFor(
    ({ messages }) => {
      const message = messages.find(({ id, activity }) => !earlier.has(id) && cardOf(activity));
      const card = message && readCard(message.activity, names);
      return message && card && (card.isSettled || card.buttons.includes('Forward'))
        ? { message, card }
        : false;
    },
    { timeoutMs: ANSWER_WITHIN_MS },
  );
  tell({ event: 'card', texts: asked.card.texts, buttons: asked.card.buttons });
  if (asked.card.isSettled) return { files, statuses: asked.card.statuses, caption, groupId: undefined };

  const stopProgress = tellProgress(stage, asked.message.id, names);
  try {
    const groupId = await answer(stage, asked.message, caption);
    const card = await speaker.conversation.waitFor(
      ({ messages }) => {
        const message = messages.find(({ id }) => id === asked.message.id);
        const now = message && readCard(message.activity, names);
        return now?.isSettled ? now : false;
      },
      { timeoutMs: ANSWER_WITHIN_MS + transferMs(files) },
    );
    tell({ event: 'card', texts: card.texts, buttons: card.buttons });
    return { files, statuses: card.statuses, caption, groupId };
  } finally {
    stopProgress();
  }
}

async function answer(
  { speaker, group, tell }: Stage,
  { activity }: ChatMessage,
  caption: string,
): Promise<string | undefined> {
  const choice = chooseGroup(cardOf(activity), group);
  const button = caption === '' ? 'Skip caption' : 'Forward';
  tell({
    event: 'answered',
    button,
    ...(choice && { group: choice.title }),
    ...(caption === '' ? {} : { caption }),
  });
  const inputs = { ...(choice && { group: choice.value }), ...(caption === '' ? {} : { caption }) };
  const { status, body } = await speaker.submits(activity, button, inputs);
  if (status !== 200) throw new Error(`The bot answered the card with ${status}: ${body}`);
  return choice?.value;
}

function tellProgress({ speaker, tell }: Stage, messageId: string, names: readonly string[]): () => void {
  return speaker.conversation.onEvent(({ kind, id, activity }) => {
    if (kind !== 'updated' || id !== messageId) return;
    const statuses = readCard(activity, names)?.statuses ?? [];
    if (statuses.length === 0) return;
    const percent = Math.round(statuses.reduce((sum, one) => sum + one.percent, 0) / statuses.length);
    tell({ event: 'progress', percent, files: statuses });
  });
}
