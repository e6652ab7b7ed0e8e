import { joinWithin } from '../../dialogs/join-within.ts';
import { plainText } from '../../dialogs/plain-text.ts';
import { viewForward } from '../cards/forward-view.ts';
import { shorten } from '../cards/shorten.ts';
import { conversationScope, isShared } from '../conversation-scope.ts';
import { relativeTime } from '../relative-time.ts';
import { shortId } from '../short-id.ts';
import { wordsFor } from '../words-for.ts';
import type { Command } from './command.ts';
import { fileLines } from './file-lines.ts';

const DEFAULT = 5;
const MOST = 20;
const MAX_TITLE = 120;

/** `/history [n]`: what became of this person's newest forwards here; in a chat of many, of everybody's. */
export const history: Command = async (context, services, { argument }) => {
  const { activity } = context;
  const words = wordsFor(activity);
  const count = readCount(argument);
  if (count === undefined) {
    await context.sendActivity(plainText(words.historyNeedsNumber(MOST)));
    return;
  }
  const scope = conversationScope(activity);
  const isEverybodys = isShared(activity);
  const forwards = await services.history.list(
    isEverybodys ? scope : { ...scope, requesterId: activity.from.id },
    count,
  );
  const ids = forwards.map(({ id }) => id);
  const now = new Date();
  const entries = forwards.map((forward) => {
    const view = viewForward(forward);
    const by = isEverybodys && forward.requesterName ? ` by ${shorten(forward.requesterName, 60)}` : '';
    const title = forward.stage === 'asking' ? words.waitsForAnswer : shorten(view.title, MAX_TITLE);
    const heading = `Forward ${shortId(forward.id, ids)}, shared ${relativeTime(forward.createdAt, now)}${by} – ${title}`;
    return [heading, ...fileLines(view.files)].join('\n');
  });
  await context.sendActivity(plainText(entries.length > 0 ? joinWithin(entries, activity) : words.noHistory));
};

function readCount(argument: string): number | undefined {
  if (argument === '') return DEFAULT;
  const count = /^\d{1,3}$/.test(argument) ? Number(argument) : 0;
  return count >= 1 && count <= MOST ? count : undefined;
}
