import type { Queryable } from '../../database/database.ts';
import { BridgeError, type Recovery } from '../../errors.ts';
import { actionTypeOf } from '../../kaizala/media-types.ts';
import type { ActionType, MediaFile } from '../../kaizala/types.ts';
import type { DeliveryAttempt } from '../attempt.ts';
import { backOffMs } from '../back-off.ts';
import { hasContent, isAttempt, lockForward, movePost, noteChange, type PostChange } from '../changes.ts';
import { endCall } from '../end-call.ts';
import { canBeMended, failureOf, UNEXPECTED } from '../failure-of.ts';
import { OPEN_CALL } from '../post-states.ts';
import type { Forward, Post, PostState } from '../types.ts';
import type { DeliveryServices } from './delivery-services.ts';

/** For how long a post is tried again before it counts as failed. */
const PATIENCE_MS = 24 * 3_600_000;

/** Taken together with every way out of a wait or a failure. */
export const CLEAN = { failure: null, nextAttemptAt: null } as const;

/** From where a step may be taken. */
export interface Standing {
  readonly states: readonly PostState[];
  /**
   * The attempt to post that the step belongs to, by its beginning. Another process may have taken this one for
   * dead and begun another attempt, which is none of our business then.
   */
  readonly attemptOf?: Date;
  /** Which version of the forward's content is about to leave: its message may have been edited since. */
  readonly content?: number;
}

/** One run at one post: what its steps have in common. */
export class PostRun {
  readonly services: DeliveryServices;
  readonly forward: Forward;
  readonly post: Post;
  readonly attempt: DeliveryAttempt;
  #attempts: number;
  #firstFailedAt: Date | undefined;

  constructor(services: DeliveryServices, forward: Forward, post: Post, attempt: DeliveryAttempt) {
    this.services = services;
    this.forward = forward;
    this.post = post;
    this.attempt = attempt;
    this.#attempts = post.attempts;
    this.#firstFailedAt = post.firstFailedAt;
  }

  get actionType(): ActionType {
    return actionTypeOf(this.post.kind, this.#spooledFiles.length);
  }

  get mediaFiles(): MediaFile[] {
    return this.#spooledFiles.map(({ id, name, size = 0, sha256 }) => ({
      name,
      size,
      ...(sha256 !== undefined && { sha256 }),
      open: () => this.services.spool.open(id),
    }));
  }

  /** Trouble before this step has nothing to do with what comes after it. */
  forgetTrouble(): { attempts: number; firstFailedAt: null } {
    this.#attempts = 0;
    this.#firstFailedAt = undefined;
    return { attempts: 0, firstFailedAt: null };
  }

  /**
   * Takes the step, if the post still stands where it starts from. False: it does not, or what was deleted
   * meanwhile has led it elsewhere.
   */
  move({ states, attemptOf, content }: Standing, change: PostChange): Promise<boolean> {
    const { database, jobs } = this.services;
    return database.transaction(async (tx) => {
      await lockForward(tx, this.forward.id);
      if (attemptOf && !(await isAttempt(tx, this.post.id, attemptOf))) return false;
      if (content !== undefined && !(await hasContent(tx, this.forward.id, content))) return false;
      const state = await this.#take(tx, states, change);
      if (state) await noteChange(tx, jobs, this.forward.id);
      return state === change.state;
    });
  }

  /** Returns the state that the post has come to, if it still stood there. */
  async #take(tx: Queryable, from: readonly PostState[], change: PostChange): Promise<PostState | undefined> {
    const isOpen = (state: PostState) => OPEN_CALL.includes(state);
    if (!from.some(isOpen) || isOpen(change.state)) {
      return (await movePost(tx, this.post.id, from, change)) ? change.state : undefined;
    }
    const place = { forwardId: this.forward.id, postId: this.post.id };
    return endCall(tx, this.services.jobs, place, from, change);
  }

  /** Tells the log of an error that was foreseen. */
  noteFailure(error: unknown): void {
    this.services.onFailure?.(error, { forwardId: this.forward.id, postId: this.post.id });
  }

  /**
   * Records an error: another attempt later from `resumeAt`, or the end.
   * @throws the error itself if nobody foresaw it, for the job to be tried again, or if the run was stopped
   */
  async stumble(
    error: unknown,
    from: Standing,
    resumeAt: PostState,
    alongside: Pick<PostChange, 'postingUntil'> = {},
  ): Promise<void> {
    const { signal, isLastTry } = this.attempt;
    const { waitAfter = backOffMs } = this.services;
    if (signal.aborted) throw error;
    const failure = failureOf(error);
    if (failure.code === UNEXPECTED && !isLastTry) throw error;
    this.noteFailure(error);
    const recovery: Recovery = error instanceof BridgeError ? error.recovery : { action: 'giveUp' };
    const firstFailedAt = this.#firstFailedAt ?? new Date();
    const isPatient = Date.now() - firstFailedAt.getTime() < PATIENCE_MS;
    // What broke just now is looked for first, however long there has been trouble.
    const hasJustBroken = alongside.postingUntil !== undefined;
    if (recovery.action === 'giveUp' || !(recovery.throttled || isPatient || hasJustBroken)) {
      await this.move(from, {
        state: resumeAt === 'posting' ? 'uncertain' : 'failed',
        failure: { ...failure, retryable: canBeMended(error) },
        nextAttemptAt: null,
        ...alongside,
      });
      return;
    }
    const attempts = recovery.throttled ? this.#attempts : this.#attempts + 1;
    await this.move(from, {
      state: resumeAt,
      failure,
      attempts,
      firstFailedAt: recovery.throttled ? (this.#firstFailedAt ?? null) : firstFailedAt,
      nextAttemptAt: new Date(Date.now() + (recovery.afterMs ?? waitAfter(attempts))),
      ...alongside,
    });
  }

  get #spooledFiles() {
    return this.post.files.filter(({ state }) => state === 'spooled');
  }
}
