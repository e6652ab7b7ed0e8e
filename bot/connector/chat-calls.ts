import { isFinal } from '../is-final.ts';
import { CallQueue, type Urgency } from './call-queue.ts';
import { ChatAnswerError } from './chat-answer-error.ts';
import { ClosedDoors, type Door } from './closed-doors.ts';

/** A call to the connector that changes the message with that id, or without one sends a new one. */
export interface ChatCall extends Door {
  readonly urgency: Urgency;
}

/** How long a call may wait and be repeated, in milliseconds. The first is for within a turn, which Teams waits for. */
const PATIENCE_MS: Record<Urgency, number> = { turn: 9_000, change: 20_000, progress: 1_500 };
/** As often as the map of conversations is looked through for those that are quiet, in calls. */
const SWEEP_EVERY = 500;

/**
 * Makes calls as Teams wants them: in the pace that it allows a conversation, again after it asked to wait, and
 * not again where it has refused for good. Other processes have a pace of their own, which 429 brings together.
 */
export class ChatCalls {
  readonly #queues = new Map<string, CallQueue>();
  readonly #doors = new ClosedDoors();
  #calls = 0;

  /** Whether progress can be shown in a message now: not while the chat has enough, or where it is closed. */
  takesProgress(door: Door): boolean {
    if (this.#queues.get(door.conversationKey)?.isStrained) return false;
    return !this.#doors.isClosed(door);
  }

  /**
   * Makes the call when it may be made, and again while that is safe: one that was throttled was not taken, and
   * a change can be made twice. A message that may have been sent is not sent again.
   * @throws ChatBusyError if it could not be made in time, else as `make` does
   */
  async make<T>(call: ChatCall, make: () => Promise<T>): Promise<T> {
    const { conversationKey, messageId, urgency } = call;
    // Whoever writes from there has the bot with them, whatever was before.
    if (urgency === 'turn') this.#doors.openAll(conversationKey);
    else this.#doors.knock(call);
    const queue = this.#queueOf(conversationKey);
    const deadline = Date.now() + PATIENCE_MS[urgency];
    for (let last: unknown; ; ) {
      await queue.enter(urgency, deadline).catch((busy: unknown) => {
        throw last ?? busy;
      });
      try {
        const made = await make();
        queue.taken();
        return made;
      } catch (error) {
        last = error;
        if (!(error instanceof ChatAnswerError)) throw error;
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
    const queue = this.#queues.get(conversationKey) ?? new CallQueue();
    this.#queues.set(conversationKey, queue);
    return queue;
  }
}
