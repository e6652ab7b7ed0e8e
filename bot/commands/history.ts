import { joinWithin } from '../../dialogs/join-within.ts';
import { plainText } from '../../dialogs/plain-text.ts';
import { viewForward } from '../cards/forward-view.ts';
import { shortId } from '../cards/short-id.ts';
import { shorten } from '../cards/shorten.ts';
import { conversationScope, isShared } from '../places/conversation-scope.ts';
import { relativeTime } from '../words/relative-time.ts';
import { wordsFor } from '../words/words-for.ts';
import type { Command } from './command.ts';
import { fileLines } from './file-lines.ts';

const DEFAULT = 5;
const MOST = 20;
const MAX_TITLE = 120;

/**
 * `/history [n]`: what became of this person's newest forwards here; in a chat of many, of everybody's. With somebody's
 * id before the number, an administrator is told in private of theirs, wherever they are.
 */
export const history: Command = async (context, services, { argument }) => {
  const { activity } = context;
  const words = wordsFor(activity);
  const { person, rest } = readPerson(argument);
  const count = readCount(rest);
  const isEverybodys = isShared(activity);
  const refusal =
    person !== undefined && !services.admins.has(activity)
      ? words.foreignHistory
      : person !== undefined && isEverybodys
        ? words.historyInPrivate
        : count === undefined
          ? words.historyNeedsNumber(MOST)
          : undefined;
  if (refusal !== undefined || count === undefined) {
    await context.sendActivity(plainText(refusal ?? words.historyNeedsNumber(MOST)));
    return;
  }
  const scope = conversationScope(activity);
  const forwards =
    person === undefined
      ? await services.history.list(isEverybodys ? scope : { ...scope, requesterId: activity.from.id }, count)
      : await services.history.listOf(person, count);
  const ids = forwards.map(({ id }) => id);
  const now = new Date();
  const entries = forwards.map((forward) => {
    const view = viewForward(forward);
    const by = isEverybodys && forward.requesterName ? ` by ${shorten(forward.requesterName, 60)}` : '';
    const title = forward.stage === 'asking' ? words.waitsForAnswer : shorten(view.title, MAX_TITLE);
    const heading = `Forward ${shortId(forward.id, ids)}, shared ${relativeTime(forward.createdAt, now)}${by} – ${title}`;
    return [heading, ...fileLines(view.files)].join('\n');
  });
  await context.sendActivity(
    plainText(
      entries.length > 0
        ? joinWithin(entries, activity)
        : person === undefined
          ? words.noHistory
          : words.noHistoryOf,
    ),
  );
};

/** An id as Teams, Entra ID or Slack writes it, before what else was said. */
function readPerson(argument: string): { readonly person?: string; readonly rest: string } {
  const [, person, rest = ''] =
    /^(29:[^\s]{1,200}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[UW][A-Z0-9]{4,20})(?:\s+(\S+))?$/i.exec(
      argument,
    ) ?? [];
  return person === undefined ? { rest: argument } : { person, rest };
}

function readCount(argument: string): number | undefined {
  if (argument === '') return DEFAULT;
  const count = /^\d{1,3}$/.test(argument) ? Number(argument) : 0;
  return count >= 1 && count <= MOST ? count : undefined;
}
