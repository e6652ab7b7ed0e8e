import { setTimeout as delay } from 'node:timers/promises';
import type { FaultInput } from '../../emulators/kaizala/faults/fault.ts';
import type { Cluster } from '../support/cluster.ts';
import type { Random } from './random.ts';

/** Faults that wait for their call beyond this many are not added to: they would still strike at the end. */
const MOST_WAITING = 6;

const CALLS = ['media', 'action', 'actions', 'accessToken', 'groups'] as const;

type Draw = (random: Random) => FaultInput;

/** What goes wrong with calls to Kaizala; what stands twice happens twice as often. */
const FAULTS: readonly [Draw, ...Draw[]] = [
  (random) => ({ kind: 'throttle', operation: random.pick(CALLS), retryAfter: random.int(1, 3) }),
  (random) => ({ kind: 'throttle', operation: 'action', retryAfter: random.int(1, 3), times: 3 }),
  (random) => ({ kind: 'status', operation: random.pick(CALLS), status: 500 }),
  (random) => ({ kind: 'status', operation: random.pick(CALLS), status: 503, times: random.int(1, 4) }),
  () => ({ kind: 'status', operation: 'any', status: 500 }),
  (random) => ({ kind: 'reset', operation: random.pick(CALLS) }),
  () => ({ kind: 'reset', operation: 'any' }),
  () => ({ kind: 'resetAfterEffect', operation: 'action' }),
  () => ({ kind: 'resetAfterEffect', operation: 'action' }),
  () => ({ kind: 'resetAfterEffect', operation: 'media' }),
  (random) => ({ kind: 'resetThenEffect', operation: 'action', delayMs: random.int(100, 3_000) }),
  (random) => ({ kind: 'late', operation: random.pick(CALLS), lateMs: random.int(100, 3_000) }),
  (random) => ({ kind: 'late', operation: 'action', lateMs: random.int(100, 3_000) }),
  () => ({ kind: 'cutBody', operation: 'action' }),
  (random) => ({ kind: 'cutBody', operation: random.pick(CALLS) }),
  (random) => ({ kind: 'nonsense', operation: random.pick(CALLS) }),
  (random) => ({ kind: 'move', operation: 'any', path: `/kms-${random.int(1, 5)}/` }),
  () => ({ kind: 'invalidToken', operation: 'any' }),
  () => ({ kind: 'rotateRefreshToken', operation: 'any' }),
  (random) => ({ kind: 'slow', operation: 'media', bytesPerSecond: random.int(100_000, 500_000) }),
];

/** Rare, as each ends a post. */
const REFUSAL: FaultInput = {
  kind: 'status',
  operation: 'action',
  status: 403,
  errorCode: 'NoAccess',
  message: 'The connector may not post here',
};
const REFUSAL_PART = 0.02;
/** For how much of the time calls to Teams go wrong. */
const CHAT_FAULT_PART = 0.25;

/** Makes calls of the bots to Kaizala and to Teams go wrong, all the time. */
export class FaultStorm {
  readonly #cluster: Cluster;
  readonly #random: Random;
  readonly #stalls: number;
  #isOver = false;

  /** @param stalls how many calls to Kaizala never get an answer, which the bot takes a minute to notice. */
  constructor(cluster: Cluster, random: Random, stalls: number) {
    this.#cluster = cluster;
    this.#random = random;
    this.#stalls = stalls;
  }

  /** Resolves after `stop`. */
  async rage(): Promise<void> {
    const { kaizala, teams } = this.#cluster;
    const chat = this.#random.stream('chat');
    const stalling = this.#random.stream('stalls');
    let stalls = this.#stalls;
    for (let round = 0; !this.#isOver; round += 1) {
      await delay(this.#random.int(100, 600));
      if (this.#isOver) return;
      if (kaizala.faults.list().length < MOST_WAITING) {
        kaizala.faults.add(
          this.#random.chance(REFUSAL_PART) ? REFUSAL : this.#random.pick(FAULTS)(this.#random),
        );
      }
      if (stalls > 0 && round % 20 === 10) {
        stalls -= 1;
        const operation = stalling.pick(['action', 'action', 'media'] as const);
        kaizala.faults.add({ kind: 'stall', operation, afterEffect: stalling.chance(0.5) });
      }
      // They pass by, and don't pile up for the one card that is left.
      teams.clearFaults();
      if (chat.chance(CHAT_FAULT_PART)) {
        const call = chat.pick(['send', 'update', 'update'] as const);
        if (chat.chance(0.5)) teams.failNext(call, { kind: 'throttle', retryAfterSeconds: 1 });
        else
          teams.failNext(
            call,
            { kind: 'status', status: chat.pick([500, 502, 503] as const) },
            chat.int(1, 4),
          );
      }
    }
  }

  /** From now on every call does well. */
  stop(): void {
    this.#isOver = true;
    this.#cluster.kaizala.faults.clear();
    this.#cluster.teams.clearFaults();
  }
}
