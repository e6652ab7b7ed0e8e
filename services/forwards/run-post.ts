import { BridgeError } from '../errors.ts';
import { KaizalaAnsweredError, KaizalaNoAnswerError } from '../kaizala/errors.ts';
import { actionTypeOf } from '../kaizala/media-types.ts';
import type { MediaFile } from '../kaizala/types.ts';
import { backOffMs } from './back-off.ts';
import { movePost, noteChange, type PostChange } from './changes.ts';
import type { DeliveryServices } from './delivery-services.ts';
import { failureOf } from './failure-of.ts';
import { reconcile } from './reconcile.ts';
import type { Forward, Post, PostState } from './types.ts';

/** For how long a post is tried again before it counts as failed. */
const PATIENCE_MS = 24 * 3_600_000;
const CLEAN = { failure: null, nextAttemptAt: null } as const;

/** Takes one post as far as it goes now: to `posted`, to a wait, or to an end without success. */
export async function runPost(
  services: DeliveryServices,
  forward: Forward,
  post: Post,
  signal: AbortSignal,
): Promise<void> {
  const run = new PostRun(services, forward, post);
  if (post.state === 'posting') return run.findOut(signal);
  const mediaResource = post.state === 'uploaded' ? post.mediaResource : await run.upload(signal);
  if (mediaResource !== undefined) await run.post(mediaResource, signal);
}

class PostRun {
  readonly #services: DeliveryServices;
  readonly #forward: Forward;
  readonly #post: Post;
  #attempts: number;

  constructor(services: DeliveryServices, forward: Forward, post: Post) {
    this.#services = services;
    this.#forward = forward;
    this.#post = post;
    this.#attempts = post.attempts;
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
      const isOn = await this.#move(['uploading'], { state: 'uploaded', mediaResource, attempts: 0 });
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
    const { database, kaizala } = this.#services;
    const { group } = this.#forward;
    if (!group || !this.#post.postingSince) return;
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
    if (signal.aborted || !(error instanceof BridgeError)) throw error;
    const failure = failureOf(error);
    const { recovery } = error;
    const firstFailedAt = this.#post.firstFailedAt ?? new Date();
    const isPatient = Date.now() - firstFailedAt.getTime() < PATIENCE_MS;
    if (recovery.action === 'giveUp' || !(recovery.throttled || isPatient)) {
      await this.#move(from, {
        state: resumeAt === 'posting' ? 'uncertain' : 'failed',
        failure: { ...failure, retryable: true },
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
      firstFailedAt: recovery.throttled ? (this.#post.firstFailedAt ?? null) : firstFailedAt,
      nextAttemptAt: new Date(Date.now() + delayMs),
    });
  }

  #move(from: readonly PostState[], change: PostChange): Promise<boolean> {
    const { database, jobs } = this.#services;
    return database.transaction(async (tx) => {
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
    return this.#spooledFiles().map(({ id, name, size = 0 }) => ({
      name,
      size,
      open: () => this.#services.spool.open(id),
    }));
  }
}
