import type { Queryable } from '../database/database.ts';
import { BridgeError, type Recovery } from '../errors.ts';
import { KaizalaAnsweredError, KaizalaNoAnswerError } from '../kaizala/errors.ts';
import { actionTypeOf } from '../kaizala/media-types.ts';
import type { MediaFile } from '../kaizala/types.ts';
import type { DeliveryAttempt } from './attempt.ts';
import { backOffMs } from './back-off.ts';
import { lockForward, movePost, noteChange, type PostChange } from './changes.ts';
import type { DeliveryServices, SettleTimes } from './delivery-services.ts';
import { canBeMended, failureOf, UNEXPECTED } from './failure-of.ts';
import { groupHistory } from './group-history.ts';
import { hasPosted } from './own-traits.ts';
import { reconcile } from './reconcile.ts';
import type { Forward, Post, PostState } from './types.ts';

/** For how long a post is tried again before it counts as failed. */
const PATIENCE_MS = 24 * 3_600_000;
/** A call's time-out is a minute. */
const SETTLE: SettleTimes = { afterCrashMs: 70_000, afterBreakMs: 10_000 };
/** How soon to look again when another post of ours was on its way, in milliseconds. */
const LOOK_AGAIN_MS = 2_000;
/** A machine that slept for longer than this just before a call left may have been given up for dead. */
const LONGEST_NAP_MS = 15_000;
const CLEAN = { failure: null, nextAttemptAt: null } as const;

/** Somebody else has taken the post over, or off, just before its call would have left. */
class NoLongerWanted extends Error {}

/** Takes one post as far as it goes now: to `posted`, to a wait, or to an end without success. */
export async function runPost(
  services: DeliveryServices,
  forward: Forward,
  post: Post,
  attempt: DeliveryAttempt,
): Promise<void> {
  const run = new PostRun(services, forward, post, attempt);
  if (post.state === 'posting') return run.findOut();
  const mediaResource = post.state === 'uploaded' ? post.mediaResource : await run.upload();
  if (mediaResource !== undefined) await run.post(mediaResource);
}

class PostRun {
  readonly #services: DeliveryServices;
  readonly #forward: Forward;
  readonly #post: Post;
  readonly #attempt: DeliveryAttempt;
  #attempts: number;
  #firstFailedAt: Date | undefined;
  #postingSince: Date | undefined;

  constructor(services: DeliveryServices, forward: Forward, post: Post, attempt: DeliveryAttempt) {
    this.#services = services;
    this.#forward = forward;
    this.#post = post;
    this.#attempt = attempt;
    this.#attempts = post.attempts;
    this.#firstFailedAt = post.firstFailedAt;
  }

  /** Uploads the files; undefined if the post can't go on from here now. */
  async upload(): Promise<string | undefined> {
    const { kaizala, observer } = this.#services;
    const { signal, rank } = this.#attempt;
    if (!(await this.#move(['spooled', 'uploading'], { state: 'uploading', ...CLEAN }))) return undefined;
    const files = this.#mediaFiles();
    const total = files.reduce((sum, { size }) => sum + size, 0);
    try {
      const mediaResource = await kaizala.uploadMedia(files, {
        signal,
        rank,
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
      await this.#stumble(error, ['uploading'], 'spooled');
      return undefined;
    }
  }

  async post(mediaResource: string): Promise<void> {
    const { kaizala } = this.#services;
    const { signal, rank } = this.#attempt;
    const { group, caption } = this.#forward;
    if (!group) return;
    try {
      const seenBefore = await this.#seenBefore(group.id);
      const referenceId = await kaizala.postAction(
        group.id,
        { actionType: this.#actionType(), mediaResource, ...(caption !== undefined && { caption }) },
        { signal, rank, onSending: () => this.#beginPosting(seenBefore) },
      );
      // An answer is proof, whatever another process has made of the wait for it.
      await this.#move(['posting', 'uploaded', 'uncertain'], {
        state: 'posted',
        referenceId,
        postedAt: new Date(),
        ...CLEAN,
      });
    } catch (error) {
      if (error instanceof NoLongerWanted) return;
      const isOpen =
        (error instanceof KaizalaNoAnswerError || error instanceof KaizalaAnsweredError) &&
        error.mayHaveTakenEffect;
      if (isOpen) await this.#stumble(error, ['posting'], 'posting', { postingUntil: new Date() });
      else await this.#stumble(error, ['uploaded', 'posting'], 'uploaded');
    }
  }

  /** After an attempt that may have come through: asks Kaizala whether the post is there. */
  async findOut(): Promise<void> {
    const { database, kaizala, settle = SETTLE } = this.#services;
    const { signal, rank } = this.#attempt;
    const { id, kind, mediaResource, postingSince, postingUntil, seenBefore = [] } = this.#post;
    const { group } = this.#forward;
    if (!group || !postingSince || mediaResource === undefined) return;
    try {
      const finding = await reconcile(
        database,
        kaizala,
        {
          id,
          kind,
          mediaResource,
          postingSince,
          seenBefore,
          groupId: group.id,
          connector: this.#services.connector,
          actionType: this.#actionType(),
          isUnderWay: postingUntil === undefined,
          settleMs: settle.afterCrashMs,
        },
        { signal, rank },
      );
      const settledAt = postingUntil
        ? postingUntil.getTime() + settle.afterBreakMs
        : postingSince.getTime() + settle.afterCrashMs;
      if (finding.kind === 'found') {
        const { referenceId } = finding;
        await this.#move(['posting'], { state: 'posted', referenceId, postedAt: new Date(), ...CLEAN });
      } else if (finding.kind === 'unclear') {
        await this.#move(['posting'], { state: 'uncertain', nextAttemptAt: null });
      } else if (finding.kind === 'busy') {
        await this.#lookAgain(Date.now() + LOOK_AGAIN_MS);
      } else if (Date.now() < settledAt) {
        await this.#lookAgain(settledAt);
      } else {
        await this.#move(['posting'], { state: 'uploaded' });
        await this.post(mediaResource);
      }
    } catch (error) {
      await this.#stumble(error, ['posting'], 'posting');
    }
  }

  async #lookAgain(atMs: number): Promise<void> {
    await this.#move(['posting'], { state: 'posting', nextAttemptAt: new Date(atMs) });
  }

  /**
   * Recorded before the call leaves, and not while it waits for its turn. Called again for a repeated call, which
   * is the same attempt as long as nobody else has begun one.
   */
  async #beginPosting(seenBefore: readonly string[]): Promise<void> {
    const isRepeated = this.#postingSince !== undefined;
    const postingSince = new Date();
    const isOn = await this.#move(
      [isRepeated ? 'posting' : 'uploaded'],
      {
        state: 'posting',
        postingSince,
        postingUntil: null,
        seenBefore,
        connector: this.#services.connector,
        ...CLEAN,
      },
      this.#postingSince,
    );
    const isLate = Date.now() - postingSince.getTime() > LONGEST_NAP_MS;
    if (!isOn || isLate) throw new NoLongerWanted();
    this.#postingSince = postingSince;
  }

  /**
   * Until this connector has a post on record, nothing tells what is its own in a group. So the very first one is
   * known, should it get lost, by not having been there before.
   */
  async #seenBefore(groupId: string): Promise<string[]> {
    const { database, kaizala, connector } = this.#services;
    if (await hasPosted(database, connector)) return [];
    const { signal, rank } = this.#attempt;
    const query = { groupId, actionType: this.#actionType(), since: new Date() };
    try {
      const { actions } = await groupHistory(kaizala, query, { signal, rank });
      return actions.map(({ referenceId }) => referenceId);
    } catch (error) {
      // A connector that may not read the group may post to it all the same.
      if (error instanceof KaizalaAnsweredError && error.recovery.action === 'giveUp') return [];
      throw error;
    }
  }

  /** Records an error: another attempt later from `resumeAt`, or the end. */
  async #stumble(
    error: unknown,
    from: readonly PostState[],
    resumeAt: PostState,
    ended: Pick<PostChange, 'postingUntil'> = {},
  ): Promise<void> {
    const { signal, isLastTry } = this.#attempt;
    if (signal.aborted) throw error;
    const failure = failureOf(error);
    if (failure.code === UNEXPECTED && !isLastTry) throw error;
    this.#services.onFailure?.(error, { forwardId: this.#forward.id, postId: this.#post.id });
    const recovery: Recovery = error instanceof BridgeError ? error.recovery : { action: 'giveUp' };
    const firstFailedAt = this.#firstFailedAt ?? new Date();
    const isPatient = Date.now() - firstFailedAt.getTime() < PATIENCE_MS;
    if (recovery.action === 'giveUp' || !(recovery.throttled || isPatient)) {
      await this.#move(from, {
        state: resumeAt === 'posting' ? 'uncertain' : 'failed',
        failure: { ...failure, retryable: canBeMended(error) },
        nextAttemptAt: null,
        ...ended,
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
      ...ended,
    });
  }

  /** @param postingSince moves it only if that is the attempt which it is at */
  #move(from: readonly PostState[], change: PostChange, postingSince?: Date): Promise<boolean> {
    const { database, jobs } = this.#services;
    return database.transaction(async (tx) => {
      await lockForward(tx, this.#forward.id);
      if (postingSince && !(await isAttempt(tx, this.#post.id, postingSince))) return false;
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

async function isAttempt(tx: Queryable, postId: string, postingSince: Date): Promise<boolean> {
  const [post] = await tx.query<{ posting_since: Date | null }>(
    'SELECT posting_since FROM bridge.posts WHERE id = $1',
    [postId],
  );
  return post?.posting_since?.getTime() === postingSince.getTime();
}
