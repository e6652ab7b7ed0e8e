import { setTimeout as delay } from 'node:timers/promises';
import { CONNECTOR_NAME } from '../../emulators/kaizala/operations/add-post.ts';
import type { Cluster } from '../support/cluster.ts';
import type { Random } from './random.ts';
import type { Timeline } from './timeline.ts';

/** After SIGTERM a bot has so long to end, in milliseconds. */
const STOP_LIMIT_MS = 35_000;
/** Starting waits for the lock of a killed bot to lapse, and for a machine that others use too. */
const START_LIMIT_MS = 60_000;
/** How long to wait for a post to kill at, in milliseconds. */
const POST_PATIENCE_MS = 3_000;

/** How the next bot is to go. */
type Way = 'at any moment' | 'as Kaizala takes a post' | 'all at once' | 'while it starts' | 'by SIGTERM';

/** Ends bots at moments that suit nobody, and starts them again. */
export class BotKiller {
  readonly violations: string[] = [];
  readonly #cluster: Cluster;
  readonly #random: Random;
  readonly #timeline: Timeline;
  readonly #onKill: (kills: number) => void;
  /** The bots that are being stopped or started, with when that is over. */
  readonly #busy = new Map<number, Promise<void>>();
  /** The bots whose newest process was killed. */
  readonly #killed = new Set<number>();
  readonly #killTimes: Date[] = [];
  #isWatching = true;
  #stops = 0;
  #restarts = 0;

  /** @param onKill told how many kills there have been. */
  constructor(cluster: Cluster, random: Random, timeline: Timeline, onKill: (kills: number) => void) {
    this.#cluster = cluster;
    this.#random = random;
    this.#timeline = timeline;
    this.#onKill = onKill;
  }

  /** How many processes ended by SIGKILL. */
  get kills(): number {
    return this.#killTimes.length;
  }

  get killTimes(): readonly Date[] {
    return this.#killTimes;
  }

  /** How many were asked to stop. */
  get stops(): number {
    return this.#stops;
  }

  get restarts(): number {
    return this.#restarts;
  }

  /** Kills at least so many times; resolves once every bot runs again. */
  async run(kills: number): Promise<void> {
    while (this.kills < kills) {
      await delay(this.#random.int(300, 2_500));
      await this.#strike(this.#nextWay());
    }
    await this.everybodyRuns();
  }

  /** Starts what ended by itself, until `stopWatching`. */
  async watch(): Promise<void> {
    while (this.#isWatching) {
      await delay(1_000);
      for (const [bot, { hasEnded, output }] of this.#cluster.bots.entries()) {
        if (!hasEnded || this.#killed.has(bot) || this.#busy.has(bot)) continue;
        this.#complain(`Bot ${bot} ended by itself: ${output.slice(-1_500)}`);
        this.#startSoon(bot, 0);
      }
    }
  }

  stopWatching(): void {
    this.#isWatching = false;
  }

  /** Resolves once no bot is being started. */
  async everybodyRuns(): Promise<void> {
    while (this.#busy.size > 0) await Promise.all(this.#busy.values());
  }

  #nextWay(): Way {
    const draw = this.#random.next();
    if (draw < 0.45) return 'at any moment';
    if (draw < 0.7) return 'as Kaizala takes a post';
    if (draw < 0.78) return 'all at once';
    return draw < 0.88 ? 'while it starts' : 'by SIGTERM';
  }

  async #strike(way: Way): Promise<void> {
    const candidates = () => this.#cluster.listening.filter((bot) => !this.#busy.has(bot));
    const victim = this.#random.pick(candidates());
    const pauseMs = this.#random.int(0, 1_500);
    if (victim === undefined) return this.everybodyRuns();
    switch (way) {
      case 'by SIGTERM':
        this.#occupy(victim, this.#stopAndStart(victim));
        return;
      case 'at any moment':
        await this.#kill(victim, way);
        break;
      case 'as Kaizala takes a post':
        await this.#atNextPost(() => this.#kill(victim, way));
        break;
      case 'all at once':
        await Promise.all(
          candidates().map(async (bot) => {
            await this.#kill(bot, way);
            if (bot !== victim) this.#startSoon(bot, pauseMs);
          }),
        );
        break;
      case 'while it starts':
        await this.#kill(victim, way);
        this.#startSoon(victim, 0);
        await delay(this.#random.int(100, 3_000));
        await this.#kill(victim, way);
        await this.#busy.get(victim);
        break;
    }
    this.#startSoon(victim, pauseMs);
  }

  /** Sends the signal before it returns. */
  #kill(bot: number, way: Way): Promise<void> {
    this.#killTimes.push(new Date());
    this.#killed.add(bot);
    const ended = this.#cluster.kill(bot);
    this.#timeline.note(`-- kill ${this.kills}: bot ${bot} by SIGKILL, ${way}`);
    this.#onKill(this.kills);
    return ended;
  }

  /** Acts in the very moment in which Kaizala takes a post, before it answers; after a while at any moment. */
  #atNextPost(act: () => Promise<void>): Promise<void> {
    const { kaizala } = this.#cluster;
    return new Promise((resolve) => {
      const actNow = () => {
        clearTimeout(patience);
        stopListening();
        resolve(act());
      };
      const patience = setTimeout(actNow, POST_PATIENCE_MS);
      const stopListening = kaizala.onPost(({ sender }) => {
        if (sender === CONNECTOR_NAME) actNow();
      });
    });
  }

  async #stopAndStart(bot: number): Promise<void> {
    this.#stops += 1;
    this.#timeline.note(`-- bot ${bot} is asked to stop`);
    const began = Date.now();
    const late = delay(STOP_LIMIT_MS, 'late' as const, { ref: false });
    const code = await Promise.race([this.#cluster.stop(bot), late]);
    const seconds = Math.round((Date.now() - began) / 1000);
    this.#timeline.note(`-- bot ${bot} has stopped after ${seconds} s`);
    if (code !== 0) {
      const what = code === 'late' ? 'had not ended' : `ended with code ${code}`;
      this.#complain(`After SIGTERM, bot ${bot} ${what} after ${seconds} s.`);
      await this.#cluster.kill(bot);
    }
    await this.#start(bot);
  }

  #complain(text: string): void {
    this.#timeline.note(`-- ${text}`);
    this.violations.push(text);
  }

  #startSoon(bot: number, afterMs: number): Promise<void> {
    return this.#occupy(
      bot,
      delay(afterMs).then(() => this.#start(bot)),
    );
  }

  #occupy(bot: number, work: Promise<void>): Promise<void> {
    const busy = work.finally(() => this.#busy.delete(bot));
    this.#busy.set(bot, busy);
    return busy;
  }

  async #start(bot: number): Promise<void> {
    this.#restarts += 1;
    this.#killed.delete(bot);
    const started = this.#cluster.restart(bot).then(
      () => undefined,
      (error: unknown) => String(error instanceof Error ? error.message : error),
    );
    const failure = await Promise.race([started, delay(START_LIMIT_MS, 'it takes too long', { ref: false })]);
    if (failure === undefined) {
      this.#timeline.note(`-- bot ${bot} listens again`);
    } else if (!this.#killed.has(bot)) {
      this.#complain(`Bot ${bot} did not come up again: ${failure}`);
      await this.#cluster.kill(bot);
    }
  }
}
