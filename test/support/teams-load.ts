import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { waitForQuestion } from './chat.ts';
import { eventually } from './eventually.ts';
import type { World } from './world.ts';

export interface TeamsLoadOptions {
  /** How many people talk with the bot at the same time, each in a chat of their own. */
  readonly conversations: number;
  readonly seconds: number;
  /** How often each of them shares a file and answers its card, in milliseconds from one to the next. */
  readonly everyMs: number;
  /** How long the bot may take in the end to have posted everything, in milliseconds. */
  readonly patienceMs: number;
}

/** What came of it. Times are in milliseconds. */
export interface TeamsLoadResult {
  /** From each activity to the answer of its request, in ascending order. */
  readonly answerTimes: readonly number[];
  /** Answers other than 200 by their status. */
  readonly failures: readonly number[];
  /** Files that were shared, and of them those without a card in time. */
  readonly forwards: number;
  readonly unasked: number;
  /** Files whose card was answered, and that are not in Kaizala, more than once, or not byte for byte. */
  readonly lost: number;
  readonly twice: number;
  readonly damaged: number;
  /** From the first activity to the last post. */
  readonly workedOffMs: number;
}

const FILE_BYTES = 20_000;
const CARD_TAKES_MS = 30_000;

/** Has many people share a file and answer its card, over and over and each at their own time. */
export async function holdConversations(world: World, options: TeamsLoadOptions): Promise<TeamsLoadResult> {
  const { conversations, seconds, everyMs, patienceMs } = options;
  const { teams, kaizala, user } = world;
  const answers: { readonly status: number; readonly durationMs: number }[] = [];
  const shared = new Map<string, string>();
  let forwards = 0;
  let unasked = 0;
  const start = performance.now();
  const end = start + seconds * 1000;

  const talk = async (index: number) => {
    const person = teams.createUser({ endpoint: user.endpoint, name: `Person ${index}` });
    await delay((index / conversations) * everyMs);
    for (let round = 0; performance.now() < end; round += 1) {
      const due = performance.now() + everyMs;
      const name = `load-${index}-${round}.pdf`;
      const file = await teams.serveFile({ kind: 'bytes', bytes: randomBytes(FILE_BYTES) }, { name });
      forwards += 1;
      answers.push(await person.shares([file]));
      const question = await waitForQuestion(person.conversation, name, CARD_TAKES_MS).catch(() => undefined);
      if (question) {
        shared.set(name, await file.sha256());
        answers.push(await person.submits(question.activity, 'Forward', { caption: name }));
      } else {
        unasked += 1;
      }
      await delay(Math.max(0, Math.min(due, end) - performance.now()));
    }
  };
  await Promise.all(Array.from({ length: conversations }, (_, index) => talk(index)));

  await eventually(() => kaizala.posts().length >= shared.size, patienceMs).catch(() => {});
  const workedOffMs = performance.now() - start;
  // What is posted twice comes late.
  await delay(1_000);
  const posted = new Map<string, string[]>();
  for (const { name, sha256 } of kaizala.posts().flatMap(({ files }) => files)) {
    posted.set(name, [...(posted.get(name) ?? []), sha256]);
  }
  const fates = [...shared].map(([name, sha256]) => ({ sha256, there: posted.get(name) ?? [] }));
  return {
    answerTimes: answers.map(({ durationMs }) => durationMs).sort((a, b) => a - b),
    failures: answers.map(({ status }) => status).filter((status) => status !== 200),
    forwards,
    unasked,
    lost: fates.filter(({ there }) => there.length === 0).length,
    twice: fates.filter(({ there }) => there.length > 1).length,
    damaged: fates.filter(({ there, sha256 }) => there.some((each) => each !== sha256)).length,
    workedOffMs,
  };
}
