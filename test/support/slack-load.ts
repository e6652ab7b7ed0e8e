import { setTimeout as delay } from 'node:timers/promises';
import { eventEnvelope } from '../../emulators/slack/app/event-envelope.ts';
import { postedEvent } from '../../emulators/slack/app/message-events.ts';
import type { Channel } from '../../emulators/slack/workspace/channel.ts';
import { eventually } from './eventually.ts';
import type { SlackWorld } from './slack-world.ts';

export interface LoadOptions {
  readonly perSecond: number;
  readonly seconds: number;
  readonly channels: number;
  readonly people: number;
  /** How long the bot may take in the end to have said something about everything, in milliseconds. */
  readonly patienceMs: number;
}

/** What came of it. Times are in milliseconds. */
export interface LoadResult {
  /** All deliveries, and among them the retries. */
  readonly deliveries: number;
  readonly retries: number;
  /** Answers other than 200 by their status; 0 for none. */
  readonly failures: readonly number[];
  /** In ascending order. */
  readonly answerTimes: readonly number[];
  /** How many messages the bot did not answer, and how many more than once. */
  readonly lost: number;
  readonly twice: number;
  /** From the first event to the last word of the bot. */
  readonly workedOffMs: number;
}

const TICK_MS = 20;
/** Two events, then a retry of an event of a second ago, and so on. */
const EVERY_NTH_IS_RETRY = 3;

/**
 * Delivers events at a constant rate, a third of them retries of earlier ones. Each is about a message that
 * mentions the bot, which answers it once in its thread.
 */
export async function loadEvents({ slack }: SlackWorld, options: LoadOptions): Promise<LoadResult> {
  const { perSecond, seconds, patienceMs } = options;
  const { workspace, app } = slack;
  const people = Array.from({ length: options.people }, (_, number) =>
    workspace.createPerson({ name: `Person ${number}` }),
  );
  const channels = Array.from({ length: options.channels }, (_, number) =>
    slack.createChannel({ name: `load-${number}`, members: people }),
  );
  const envelopes: Record<string, unknown>[] = [];
  const messages: { readonly channel: Channel; readonly ts: string }[] = [];
  const newEvent = () => {
    const number = envelopes.length;
    const channel = channels[number % channels.length];
    const person = people[number % people.length];
    if (!channel || !person) throw new RangeError('There have to be channels and people.');
    const message = channel.post({
      text: `<@${workspace.bot.userId}> is number ${number} there`,
      blocks: [],
      files: [],
      userId: person.id,
    });
    messages.push({ channel, ts: message.ts });
    const envelope = eventEnvelope(workspace, postedEvent(channel, message, workspace));
    envelopes.push(envelope);
    return envelope;
  };

  const total = perSecond * seconds;
  const answers: Promise<{ readonly status: number; readonly durationMs: number }>[] = [];
  const retried = new Set<number>();
  const start = performance.now();
  while (answers.length < total) {
    const due = Math.min(total, Math.floor(((performance.now() - start) / 1000) * perSecond));
    while (answers.length < due) {
      const old = envelopes.length - Math.floor(perSecond / 2);
      const isRetry = answers.length % EVERY_NTH_IS_RETRY === 2 && old >= 0 && !retried.has(old);
      if (isRetry) retried.add(old);
      const envelope = (isRetry ? envelopes[old] : undefined) ?? newEvent();
      const retry = isRetry ? ({ num: 1, reason: 'http_timeout' } as const) : undefined;
      answers.push(app.redeliver(envelope, retry).then(({ answer }) => answer));
    }
    await delay(TICK_MS);
  }
  const all = await Promise.all(answers);
  const repliesTo = () => {
    const counts = new Map<string, number>();
    for (const channel of channels) {
      for (const { threadTs = '' } of channel.botMessages) {
        const key = `${channel.id}:${threadTs}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    return messages.map(({ channel, ts }) => counts.get(`${channel.id}:${ts}`) ?? 0);
  };
  await eventually(() => repliesTo().every((count) => count > 0), patienceMs).catch(() => {});
  const workedOffMs = performance.now() - start;
  // What is said twice comes late.
  await delay(1_000);
  const counts = repliesTo();
  return {
    deliveries: total,
    retries: retried.size,
    failures: all.map(({ status }) => status).filter((status) => status !== 200),
    answerTimes: all.map(({ durationMs }) => durationMs).sort((a, b) => a - b),
    lost: counts.filter((count) => count === 0).length,
    twice: counts.filter((count) => count > 1).length,
    workedOffMs,
  };
}
