import type { Activity } from 'botbuilder';
import { joinWithin } from '../../dialogs/join-within.ts';
import { plainText } from '../../dialogs/plain-text.ts';
import type { Turn } from '../../services/database/turns.ts';
import type { Scope } from '../../services/forwards/forward-history.ts';
import type { Forwards } from '../../services/forwards/forwards.ts';
import type { Forward, Post } from '../../services/forwards/types.ts';
import { shortId } from '../cards/short-id.ts';
import { shorten } from '../cards/shorten.ts';
import { conversationScope, isShared } from '../places/conversation-scope.ts';
import { relativeTime } from '../words/relative-time.ts';
import type { Words } from '../words/words.ts';
import { wordsFor } from '../words/words-for.ts';
import type { Command, CommandServices } from './command.ts';

/** As many as an ambiguous id is explained with. */
const MOST_CANDIDATES = 5;
const MAX_NAME = 80;
/** Among so many of the newest forwards, one that asks whether it is there is meant. */
const LATEST = 20;

/**
 * `/retry [id]`: tries again what failed of one of this person's forwards, without an id of the newest such. With an id,
 * an administrator does so for anybody in the conversation.
 */
export const retry: Command = async (context, services, { argument, turn }) => {
  const { activity } = context;
  const words = wordsFor(activity);
  const scope = conversationScope(activity);
  const answer =
    argument === ''
      ? await retryNewest(services, { ...scope, requesterId: activity.from.id }, turn, words)
      : await retryById(services, scope, activity, argument);
  await context.sendActivity(plainText(answer));
};

async function retryNewest(
  { forwards, history }: CommandServices,
  scope: Scope,
  turn: Turn,
  words: Words,
): Promise<string> {
  const id = await turn.forward(async () => (await history.findRetryable(scope))?.id);
  const newest = id === undefined ? undefined : await forwards.find(id);
  if (newest) return retryForward(forwards, newest, words);
  const latest = await history.list(scope, LATEST);
  const isAsking = latest.some(({ posts }) => posts.some(({ state }) => state === 'uncertain'));
  return isAsking ? words.cardAsks : words.nothingFailed;
}

async function retryById(
  { forwards, history, admins }: CommandServices,
  scope: Scope,
  activity: Activity,
  argument: string,
): Promise<string> {
  const words = wordsFor(activity);
  const beginning = argument.toLowerCase().replaceAll('-', '');
  if (!/^[0-9a-f]{4,32}$/.test(beginning)) return words.noId(shorten(argument, MAX_NAME));
  const mine = await history.findByIdBeginning(
    admins.has(activity) ? scope : { ...scope, requesterId: activity.from.id },
    beginning,
    MOST_CANDIDATES,
  );
  const [forward, ...others] = mine;
  if (others.length > 0) return ambiguous(activity, argument, mine);
  if (forward) return retryForward(forwards, forward, words);
  // Where others share too, they see each other's forwards anyway.
  const [foreign] = isShared(activity) ? await history.findByIdBeginning(scope, beginning, 1) : [];
  return foreign ? words.foreignForward(foreign.requesterName) : words.unknownForward(argument);
}

function ambiguous(activity: Activity, argument: string, forwards: readonly Forward[]): string {
  const words = wordsFor(activity);
  const ids = forwards.map(({ id }) => id);
  const now = new Date();
  const lines = forwards.map(({ id, createdAt, posts }) =>
    words.retryLine(shortId(id, ids), `${names(posts)}, shared ${relativeTime(createdAt, now)}`),
  );
  return joinWithin(
    [`Several of your forwards begin with ${argument}. Which one?`, ...lines],
    activity,
    '\n',
  );
}

async function retryForward(forwards: Forwards, before: Forward, words: Words): Promise<string> {
  const ids = await forwards.retry(before.id);
  const isTried = ({ id }: { readonly id: string }) => ids.includes(id);
  const retried = [...before.posts.filter(isTried), { files: before.refused.filter(isTried) }].filter(
    ({ files }) => files.length > 0,
  );
  const check = before.posts.some(({ state }) => state === 'uncertain') ? [words.cardAsks] : [];
  if (retried.length > 0) return [words.tryingAgain(shortId(before.id), names(retried)), ...check].join(' ');
  return check[0] ?? reasonForNothing(before, words);
}

function reasonForNothing({ id, stage, posts, refused }: Forward, words: Words): string {
  const name = `Forward ${shortId(id)}`;
  if (stage === 'finding') return `${name} is still looking for its files.`;
  if (stage === 'empty') return `${name} had no files.`;
  if (stage === 'asking') return words.waitsOnCard(name);
  if (stage === 'expired') return `${name}: ${words.expired}`;
  if (stage === 'cancelled') return `${name} was cancelled. Share the files again to forward them.`;
  const failure = posts.find(({ state }) => state === 'failed')?.failure ?? refused[0]?.failure;
  if (failure) return `${name} can’t be tried again: ${failure.message}`;
  return posts.every(({ state }) => state === 'posted')
    ? `${name} is posted; nothing of it has failed.`
    : words.underWay(name);
}

/** Some files: the first few by their names. */
function names(posts: readonly Pick<Post, 'files'>[]): string {
  const files = posts.flatMap((post) => post.files.map(({ name }) => shorten(name, MAX_NAME)));
  const hidden = files.length - MOST_CANDIDATES;
  return [...files.slice(0, MOST_CANDIDATES), ...(hidden > 0 ? [`${hidden} more`] : [])].join(', ');
}
