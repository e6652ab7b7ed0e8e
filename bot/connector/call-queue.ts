import { ChatBusyError } from './chat-busy-error.ts';
import { type ChatLimits, earliestCall, LONGEST_WINDOW_MS } from './chat-limits.ts';

/** How much a call matters: somebody waits for its turn, something has changed, or something goes on. */
export type Urgency = 'turn' | 'change' | 'progress';

const RANK: Record<Urgency, number> = { turn: 0, change: 1, progress: 2 };

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** As long as the longest of Teams' windows that a busy conversation meets; for Slack as good as any. */
const STRAIN_MS = 30_000;

interface Waiting {
  readonly rank: number;
  readonly leave: () => void;
  readonly giveUp: (reason: ChatBusyError) => void;
  readonly deadline: number;
}

/** Lets the calls of one conversation go such that its chat's limits hold, the most urgent first. */
export class CallQueue {
  readonly #limits: ChatLimits;
  #calledAt: number[] = [];
  #waiting: Waiting[] = [];
  #closedUntil = 0;
  #strikes = 0;
  #strainedUntil = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(limits: ChatLimits) {
    this.#limits = limits;
  }

  /** Nothing is remembered or waited for any more. */
  get isIdle(): boolean {
    const last = this.#calledAt.at(-1) ?? Number.NEGATIVE_INFINITY;
    return (
      this.#waiting.length === 0 && Date.now() >= Math.max(last + LONGEST_WINDOW_MS, this.#strainedUntil)
    );
  }

  /**
   * Resolves when a call may be made, which counts as made then.
   * @throws ChatBusyError if that is not before the deadline, in milliseconds since the epoch
   */
  enter(urgency: Urgency, deadline: number): Promise<void> {
    return new Promise((leave, giveUp) => {
      const rank = RANK[urgency];
      const before = this.#waiting.findLastIndex((other) => other.rank <= rank);
      this.#waiting.splice(before + 1, 0, { rank, leave, giveUp, deadline });
      this.#go();
    });
  }

  /**
   * Whether the chat has said not long ago that it is too much, or nothing at all. What does not matter should not
   * be sent then.
   */
  get isStrained(): boolean {
    return Date.now() < this.#strainedUntil;
  }

  /**
   * The chat took a call for too much: nothing goes before it has had its pause, in milliseconds. Where it asks
   * for none, pauses double, of which the last half is random.
   */
  refused(pauseMs?: number, random: () => number = Math.random): void {
    const full = Math.min(FIRST_PAUSE_MS * 2 ** this.#strikes, LONGEST_PAUSE_MS);
    this.#strikes += 1;
    const opens = Date.now() + (pauseMs ?? full / 2 + (full / 2) * random());
    this.#closedUntil = Math.max(this.#closedUntil, opens);
    this.#strainedUntil = this.#closedUntil + STRAIN_MS;
  }

  /** A call got no answer at all, so that more than what matters would only pile up. */
  unanswered(): void {
    this.#strainedUntil = Math.max(this.#strainedUntil, Date.now() + STRAIN_MS);
  }

  taken(): void {
    this.#strikes = 0;
  }

  #go(): void {
    clearTimeout(this.#timer);
    const now = Date.now();
    const firstInWindow = this.#calledAt.findIndex((time) => time > now - LONGEST_WINDOW_MS);
    this.#calledAt = firstInWindow < 0 ? [] : this.#calledAt.slice(firstInWindow);
    let opens = this.#opensAt(now);
    for (let first = this.#waiting[0]; first && opens <= now; first = this.#waiting[0]) {
      this.#waiting.shift();
      this.#calledAt.push(now);
      first.leave();
      opens = this.#opensAt(now);
    }
    // Those behind go later still, but may have more time.
    const late = this.#waiting.filter(({ deadline }) => deadline < opens);
    this.#waiting = this.#waiting.filter(({ deadline }) => deadline >= opens);
    for (const { giveUp } of late) giveUp(new ChatBusyError());
    if (this.#waiting.length > 0) this.#timer = setTimeout(() => this.#go(), opens - now).unref();
  }

  #opensAt(now: number): number {
    return Math.max(earliestCall(this.#calledAt, now, this.#limits), this.#closedUntil);
  }
}
