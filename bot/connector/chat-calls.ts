import { isFinal } from '../is-final.ts';
import { withinTime } from '../within-time.ts';
import { CallQueue, type Urgency } from './call-queue.ts';
import { withCallSignal } from './call-signal.ts';
import { ChatAnswerError } from './chat-answer-error.ts';
import { limitsOf } from './chat-limits.ts';
import { ClosedDoors, type Door } from './closed-doors.ts';

/** A call to the chat that changes the message with that id, or without one sends a new one. */
export interface ChatCall extends Door {
  readonly urgency: Urgency;
  /** When it has to be over, repeated or not, in milliseconds since the epoch. */
  readonly deadline: number;
}

/** As often as the map of conversations is looked through for those that are quiet, in calls. */
const SWEEP_EVERY = 500;

/**
 * Makes calls as the chat wants them: in the pace that it allows a conversation, again after it asked to wait, and
 * not again where it has refused for good. Other processes have a pace of their own, which 429 brings together.
 */
export class ChatCalls {
  readonly #queues = new Map<string, CallQueue>();
  readonly #doors = new ClosedDoors();
  #calls = 0;

  /** Whether progress can be shown in a message now: not while the chat has enough, or where it is closed. */
  takesProgress(door: Door): boolean {
    if (this.#queues.get(limitsOf(door.conversationKey).key)?.isStrained) return false;
    return !this.#doors.isClosed(door);
  }

  /**
   * Makes the call when it may be made, and again while that is safe: one that was throttled was not taken, and
   * a change can be made twice. A message that may have been sent is not sent again.
   * @throws ChatBusyError if it could not be made in time, BridgeError if its answer did not come in time, else as
   * `make` does
   */
  async make<T>(call: ChatCall, make: () => Promise<T>): Promise<T> {
    const { conversationKey, messageId, urgency, deadline } = call;
    // Whoever writes from there has the bot with them, whatever was before.
    if (urgency === 'turn') this.#doors.openAll(conversationKey);
    else this.#doors.knock(call);
    const queue = this.#queueOf(conversationKey);
    for (let last: unknown; ; ) {
      await queue.enter(urgency, deadline).catch((busy: unknown) => {
        throw last ?? busy;
      });
      try {
        const made = await inTime(make, deadline);
        queue.taken();
        return made;
      } catch (error) {
        last = error;
        if (!(error instanceof ChatAnswerError)) {
          queue.unanswered();
          throw error;
        }
        const { statusCode, retryAfterMs } = error;
        if (statusCode === 403 || (statusCode === 404 && messageId !== undefined))
          this.#doors.close(call, error);
        if (isFinal(error)) throw error;
        queue.refused(retryAfterMs);
        const isSafe = statusCode === 429 || messageId !== undefined;
        if (!isSafe || urgency === 'progress') throw error;
      }
    }
  }

  #queueOf(conversationKey: string): CallQueue {
    this.#calls += 1;
    if (this.#calls % SWEEP_EVERY === 0) {
      for (const [key, queue] of this.#queues) if (queue.isIdle) this.#queues.delete(key);
    }
    const { key, limits } = limitsOf(conversationKey);
    const queue = this.#queues.get(key) ?? new CallQueue(limits);
    this.#queues.set(key, queue);
    return queue;
  }
}

/** Calls it off when the time is over, and does not wait for what can't be called off, such as a token. */
async function inTime<T>(make: () => Promise<T>, deadline: number): Promise<T> {
  const controller = new AbortController();
  try {
    return await withinTime(withCallSignal(controller.signal, make), deadline - Date.now());
  } finally {
    controller.abort();
  }
}
