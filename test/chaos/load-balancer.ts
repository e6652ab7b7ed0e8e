import { setTimeout as delay } from 'node:timers/promises';
import type { BotAnswer } from '../../emulators/teams/user/post-to-bot.ts';
import type { Cluster } from '../support/cluster.ts';
import type { Repetition } from './planned-forward.ts';
import type { Random } from './random.ts';
import type { Timeline } from './timeline.ts';

/** Teams takes an answer that does not come within this long, in milliseconds, for none. */
const TEAMS_PATIENCE_MS = 15_000;
/** For how long an activity is delivered again and again, in milliseconds. */
const DELIVERY_PATIENCE_MS = 150_000;

/** Teams with a load balancer behind it: any bot may get an activity, and it comes again until one takes it. */
export class LoadBalancer {
  readonly #cluster: Cluster;
  readonly #random: Random;
  readonly #timeline: Timeline;
  readonly #later = new Set<Promise<unknown>>();
  #redeliveries = 0;
  #copies = 0;

  constructor(cluster: Cluster, random: Random, timeline: Timeline) {
    this.#cluster = cluster;
    this.#random = random;
    this.#timeline = timeline;
  }

  /** How many deliveries were made again because no bot had taken the activity. */
  get redeliveries(): number {
    return this.#redeliveries;
  }

  /** How many deliveries were made although a bot had taken, or was about to take, the activity. */
  get copies(): number {
    return this.#copies;
  }

  /** Resolves with the first 2xx. Rejects if no bot gives one for long. */
  async deliver(body: string, repetition: Repetition, forward: string): Promise<BotAnswer> {
    if (repetition.kind === 'parallel') {
      this.#copies += repetition.copies - 1;
      const copies = Array.from({ length: repetition.copies }, () => this.#deliverOnce(body, forward));
      return (await Promise.all(copies))[0] ?? this.#deliverOnce(body, forward);
    }
    const answer = await this.#deliverOnce(body, forward);
    if (repetition.kind === 'later') {
      const again = delay(repetition.afterMs).then(() => {
        this.#copies += 1;
        this.#timeline.note('delivers once more what was taken before', forward);
        return this.#deliverOnce(body, forward);
      });
      this.#later.add(again);
      again.catch(() => {}).finally(() => this.#later.delete(again));
    }
    return answer;
  }

  /** Resolves once the last planned copy has been delivered. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#later);
  }

  async #deliverOnce(body: string, forward: string): Promise<BotAnswer> {
    const deadline = Date.now() + DELIVERY_PATIENCE_MS;
    for (;;) {
      const bot = this.#random.pick(this.#cluster.listening);
      const answer = bot === undefined ? 'no bot listens' : await this.#attempt(bot, body);
      if (typeof answer !== 'string') {
        this.#timeline.note(
          `bot ${bot} answers ${answer.status} in ${Math.round(answer.durationMs)} ms`,
          forward,
        );
        if (answer.status < 300) return answer;
      } else if (bot !== undefined) {
        this.#timeline.note(`bot ${bot}: ${answer}`, forward);
      }
      if (Date.now() > deadline)
        throw new Error(`No bot took the activity within ${DELIVERY_PATIENCE_MS} ms`);
      if (bot !== undefined) this.#redeliveries += 1;
      await delay(this.#random.int(100, 800));
    }
  }

  /** The answer, or why there is none. One that comes too late is not waited for. */
  #attempt(bot: number, body: string): Promise<BotAnswer | string> {
    const given = new AbortController();
    const answer = this.#cluster.deliver(bot, body).catch(reasonOf);
    const patience = delay(TEAMS_PATIENCE_MS, 'no answer in time', { signal: given.signal }).catch(() => '');
    return Promise.race([answer, patience]).finally(() => given.abort());
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? ('code' in cause ? String(cause.code) : cause.message) : String(cause);
}
