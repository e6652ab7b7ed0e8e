import { BridgeError, type Recovery } from '../errors.ts';
import { KaizalaAnsweredError, KaizalaNoAnswerError } from '../kaizala/errors.ts';
import { actionTypeOf } from '../kaizala/media-types.ts';
import type { MediaFile } from '../kaizala/types.ts';
import type { Attempt } from './attempt.ts';
import { backOffMs } from './back-off.ts';
import { lockForward, movePost, noteChange, type PostChange } from './changes.ts';
import type { DeliveryServices } from './delivery-services.ts';
import { canBeMended, failureOf, UNEXPECTED } from './failure-of.ts';
import { reconcile } from './reconcile.ts';
import type { Forward, Post, PostState } from './types.ts';

/** For how long a post is tried again before it counts as failed. */
const PATIENCE_MS = 24 * 3_600_000;
/** After this long, in milliseconds, a call to Kaizala has come to its end: its time-out and a little more. */
const SETTLE_MS = 70_000;
const CLEAN = { failure: null, nextAttemptAt: null } as const;

/** Takes one post as far as it goes now: to `posted`, to a wait, or to an end without success. */
export async function runPost(
  services: DeliveryServices,
  forward: Forward,
  post: Post,
  { signal, isLastTry }: Attempt,
): Promise<void> {
  const run = new PostRun(services, forward, post, isLastTry);
  if (post.state === 'posting') return run.findOut(signal);
  const mediaResource = post.state === 'uploaded' ? post.mediaResource : await run.upload(signal);
  if (mediaResource !== undefined) await run.post(mediaResource, signal);
}

class PostRun {
  readonly #services: DeliveryServices;
  readonly #forward: Forward;
  readonly #post: Post;
  readonly #isLastTry: boolean;
  #attempts: number;
  #firstFailedAt: Date | undefined;

  constructor(services: DeliveryServices, forward: Forward, post: Post, isLastTry: boolean) {
    this.#services = services;
    this.#forward = forward;
    this.#post = post;
    this.#isLastTry = isLastTry;
    this.#attempts = post.attempts;
    this.#firstFailedAt = post.firstFailedAt;
  }

  /** Uploads the files; undefined if the post can't go on from here now. */
  async upload(signal: AbortSignal): Promise<string | undefined> {
    const { kaizala, observer } = this.#services;
    if (!(await this.#move(['spooled', 'uploading'], { state: 'uploading', ...CLEAN }))) return undefined;
    const files = this.#mediaFiles();
    const total = files.reduce((sum, { size }) => sum + size, 0);
    try {
      const mediaResource = await kaizala.uploadMedia(files, {
        signal,
        onProgress: (sent) => observer.uploading(this.#forward, this.#post.id, sent / total),
      });
      await observer.settled(this.#forward.id);
      this.#attempts = 0;
      this.#firstFailedAt = undefined;
      const isOn = await this.#move(['uploading'], {
        state: 'uploaded',
        mediaResource,
        attempts: 0,
        firstFailedAt: null,
      });
      return isOn ? mediaResource : undefined;
    } catch (error) {
      await observer.settled(this.#forward.id);
      await this.#stumble(error, signal, ['uploading'], 'spooled');
      return undefined;
    }
  }

  async post(mediaResource: string, signal: AbortSignal): Promise<void> {
    const { kaizala } = this.#services;
    const { group, caption } = this.#forward;
    if (!group) return;
    const isOn = await this.#move(['uploaded'], { state: 'posting', postingSince: new Date(), ...CLEAN });
    if (!isOn) return;
    const actionType = this.#actionType();
    try {
      const referenceId = await kaizala.postAction(
        group.id,
        { actionType, mediaResource, ...(caption !== undefined && { caption }) },
        { signal },
      );
      await this.#move(['posting'], { state: 'posted', referenceId, postedAt: new Date(), ...CLEAN });
    } catch (error) {
      const isOpen =
        (error instanceof KaizalaNoAnswerError || error instanceof KaizalaAnsweredError) &&
        error.mayHaveTakenEffect;
      await this.#stumble(error, signal, ['posting'], isOpen ? 'posting' : 'uploaded');
    }
  }

  /** After an attempt whose end nobody saw: asks Kaizala whether the post is there. */
  async findOut(signal: AbortSignal): Promise<void> {
    const { database, kaizala, settleMs = SETTLE_MS } = this.#services;
    const { group } = this.#forward;
    if (!group || !this.#post.postingSince) return;
    const settledAt = new Date(this.#post.postingSince.getTime() + settleMs);
    try {
      const finding = await reconcile(database, kaizala, {
        id: this.#post.id,
        kind: this.#post.kind,
        groupId: group.id,
        actionType: this.#actionType(),
        since: this.#post.postingSince,
        signal,
      });
      if (finding.kind === 'found') {
        const { referenceId } = finding;
        await this.#move(['posting'], { state: 'posted', referenceId, postedAt: new Date(), ...CLEAN });
      } else if (finding.kind === 'unclear') {
        await this.#move(['posting'], { state: 'uncertain', nextAttemptAt: null });
      } else if (this.#post.failure === undefined && Date.now() < settledAt.getTime()) {
        // No end of that attempt was seen: its process died, or was cut off from the database. One that
        // failed before our eyes has no call on its way any more.
        await this.#move(['posting'], { state: 'posting', nextAttemptAt: settledAt });
      } else if (this.#post.mediaResource !== undefined) {
        await this.#move(['posting'], { state: 'uploaded' });
        await this.post(this.#post.mediaResource, signal);
      }
    } catch (error) {
      await this.#stumble(error, signal, ['posting'], 'posting');
    }
  }

  /** Records an error: another attempt later from `resumeAt`, or the end. */
  async #stumble(
    error: unknown,
    signal: AbortSignal,
    from: readonly PostState[],
    resumeAt: PostState,
  ): Promise<void> {
    if (signal.aborted) throw error;
    const failure = failureOf(error);
    if (failure.code === UNEXPECTED && !this.#isLastTry) throw error;
    this.#services.onFailure?.(error, { forwardId: this.#forward.id, postId: this.#post.id });
    const recovery: Recovery = error instanceof BridgeError ? error.recovery : { action: 'giveUp' };
    const firstFailedAt = this.#firstFailedAt ?? new Date();
    const isPatient = Date.now() - firstFailedAt.getTime() < PATIENCE_MS;
    if (recovery.action === 'giveUp' || !(recovery.throttled || isPatient)) {
      await this.#move(from, {
        state: resumeAt === 'posting' ? 'uncertain' : 'failed',
        failure: { ...failure, retryable: canBeMended(error) },
        nextAttemptAt: null,
      });
      return;
    }
    const attempts = recovery.throttled ? this.#attempts : this.#attempts + 1;
    const { waitAfter = backOffMs } = this.#services;
    const delayMs = recovery.afterMs ?? waitAfter(attempts);
    await this.#move(from, {
      state: resumeAt,
      failure,
      attempts,
      firstFailedAt: recovery.throttled ? (this.#firstFailedAt ?? null) : firstFailedAt,
      nextAttemptAt: new Date(Date.now() + delayMs),
    });
  }

  #move(from: readonly PostState[], change: PostChange): Promise<boolean> {
    const { database, jobs } = this.#services;
    return database.transaction(async (tx) => {
      await lockForward(tx, this.#forward.id);
      const moved = await movePost(tx, this.#post.id, from, change);
      if (moved) await noteChange(tx, jobs, this.#forward.id);
      return moved;
    });
  }

  #spooledFiles() {
    return this.#post.files.filter(({ state }) => state === 'spooled');
  }

  #actionType() {
    return actionTypeOf(this.#post.kind, this.#spooledFiles().length);
  }

  #mediaFiles(): MediaFile[] {
    return this.#spooledFiles().map(({ id, name, size = 0, sha256 }) => ({
      name,
      size,
      ...(sha256 !== undefined && { sha256 }),
      open: () => this.#services.spool.open(id),
    }));
  }
}
