import { basename } from 'node:path';
import { cardOf } from '../emulators/teams/cards/card-of.ts';
import type { ChatMessage } from '../emulators/teams/connector/conversation.ts';
import type { ServedFile } from '../emulators/teams/files/file-host.ts';
import type { TeamsEmulator } from '../emulators/teams/start-teams-emulator.ts';
import type { TeamsUser } from '../emulators/teams/user/teams-user.ts';
import { chooseGroup } from './choose-group.ts';
import type { Tell } from './demo-event.ts';
import type { Share } from './plan-shares.ts';
import { type ForwardCard, readCard } from './read-card.ts';

/** Whom the demo plays, and who listens. */
export interface Stage {
  readonly teams: TeamsEmulator;
  readonly user: TeamsUser;
  readonly group?: string;
  readonly tell: Tell;
}

/** What was asked for, when the bot has nothing more to do for it. */
export interface PlayedShare {
  readonly files: readonly ServedFile[];
  /** As the card showed them at the end. */
  readonly card: ForwardCard;
  readonly caption: string;
  /** The chosen group; undefined if there was no choice. */
  readonly groupId: string | undefined;
}

const ANSWER_WITHIN_MS = 30_000;
/** Slower than any disk; a time-out of a forward grows with its files. */
const BYTES_PER_MS = 1_000;

/** Shares files, answers the bot's card, and waits until the card says what became of each file. */
export async function playShare(stage: Stage, share: Share): Promise<PlayedShare> {
  const { teams, user, tell } = stage;
  const { caption } = share;
  const files = await Promise.all(
    share.paths.map((path) => teams.serveFile({ kind: 'path', path }, { name: basename(path) })),
  );
  const names = files.map(({ name }) => name);
  const totalSize = files.reduce((sum, { size }) => sum + size, 0);
  const earlier = new Set(user.conversation.messages.map(({ id }) => id));
  const { status, body } = await user.shares(files);
  if (status !== 200) throw new Error(`The bot answered the message with ${status}: ${body}`);
  tell({ event: 'shared', files: files.map(({ name, size }) => ({ name, size })) });

  const asked = await user.conversation.waitFor(
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
  if (asked.card.isSettled) return { files, card: asked.card, caption, groupId: undefined };

  const stopProgress = tellProgress(stage, asked.message.id, names);
  try {
    const groupId = await answer(stage, asked.message, caption);
    const card = await user.conversation.waitFor(
      ({ messages }) => {
        const message = messages.find(({ id }) => id === asked.message.id);
        const now = message && readCard(message.activity, names);
        return now?.isSettled ? now : false;
      },
      { timeoutMs: ANSWER_WITHIN_MS + Math.ceil(totalSize / BYTES_PER_MS) },
    );
    tell({ event: 'card', texts: card.texts, buttons: card.buttons });
    return { files, card, caption, groupId };
  } finally {
    stopProgress();
  }
}

async function answer(
  { user, group, tell }: Stage,
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
  const { status, body } = await user.submits(activity, button, inputs);
  if (status !== 200) throw new Error(`The bot answered the card with ${status}: ${body}`);
  return choice?.value;
}

function tellProgress({ user, tell }: Stage, messageId: string, names: readonly string[]): () => void {
  return user.conversation.onEvent(({ kind, id, activity }) => {
    if (kind !== 'updated' || id !== messageId) return;
    const statuses = readCard(activity, names)?.statuses ?? [];
    if (statuses.length === 0) return;
    const percent = Math.round(statuses.reduce((sum, one) => sum + one.percent, 0) / statuses.length);
    tell({ event: 'progress', percent, files: statuses });
  });
}
