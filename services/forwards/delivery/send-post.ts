import { BridgeError } from '../../errors.ts';
import { KaizalaAnsweredError, KaizalaNoAnswerError, KaizalaStateError } from '../../kaizala/errors.ts';
import { groupHistory } from '../lost-posts/group-history.ts';
import { hasPosted } from '../lost-posts/own-traits.ts';
import type { SeenAction, TargetGroup } from '../types.ts';
import { CLEAN, type PostRun } from './post-run.ts';

/** How long a call may take in all, in milliseconds: longer than this, and others may think it dead. */
const CALL_TAKES_MS = 60_000;
/** A machine that slept for longer than this just before the call left may have been given up for dead. */
const LONGEST_NAP_MS = 15_000;

/** Somebody has taken the post over, or off, or changed its caption, just before its call would have left. */
class NoLongerWanted extends Error {}

/** Posts what has been uploaded. */
export async function sendPost(run: PostRun, mediaResource: string): Promise<void> {
  const { kaizala } = run.services;
  const { rank } = run.attempt;
  const { group, caption } = run.forward;
  if (!group) return;
  const call = new PostCall(run);
  try {
    const seenBefore = await lookBefore(run, group);
    const referenceId = await kaizala.postAction(
      group.id,
      { actionType: run.actionType, mediaResource, ...(caption !== undefined && { caption }) },
      { signal: call.signal, rank, onSending: () => call.begin(seenBefore) },
    );
    // An answer is proof, whatever another process has made of the wait for it.
    await run.move(
      { states: ['posting', 'uploaded', 'uncertain', 'failed'] },
      { state: 'posted', referenceId, postedAt: new Date(), ...CLEAN },
    );
  } catch (error) {
    if (error instanceof NoLongerWanted) return;
    await call.fail(error);
  } finally {
    call.end();
  }
}

/** The call of one attempt to post, from the moment at which it leaves. */
class PostCall {
  readonly #run: PostRun;
  readonly #tooLong = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #since: Date | undefined;

  constructor(run: PostRun) {
    this.#run = run;
  }

  get signal(): AbortSignal {
    return AbortSignal.any([this.#run.attempt.signal, this.#tooLong.signal]);
  }

  /**
   * Records that the call leaves: not earlier, while it waits for its turn. Called again for a repeated call,
   * which is the same attempt as long as nobody else has begun one.
   */
  async begin(seenBefore: readonly SeenAction[] | undefined): Promise<void> {
    const since = new Date();
    this.#limit();
    const { forward, services } = this.#run;
    const before = this.#since && ({ states: ['posting'], attemptOf: this.#since } as const);
    const isOn = await this.#run.move(
      { ...(before ?? { states: ['uploaded'] }), content: forward.contentVersion },
      {
        state: 'posting',
        postingSince: since,
        postingUntil: null,
        seenBefore: seenBefore ?? null,
        connector: services.connector,
        caption: forward.caption ?? null,
        ...CLEAN,
      },
    );
    if (!isOn) {
      // A call is repeated only if it was not taken.
      if (before) await this.#run.move(before, { state: 'uploaded' });
      throw new NoLongerWanted();
    }
    if (Date.now() - since.getTime() > LONGEST_NAP_MS) {
      await this.#run.move({ states: ['posting'], attemptOf: since }, { state: 'uploaded' });
      throw new KaizalaStateError('The database takes too long. Try again later.');
    }
    this.#since = since;
  }

  /** From the moment that is on record, since others reckon from that. */
  #limit(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const message = `Kaizala has not answered for ${CALL_TAKES_MS / 1000} seconds. Try again later.`;
      this.#tooLong.abort(new KaizalaNoAnswerError(message, true));
    }, CALL_TAKES_MS);
  }

  async fail(error: unknown): Promise<void> {
    if (this.#since === undefined) {
      await this.#run.stumble(error, { states: ['uploaded'] }, 'uploaded');
      return;
    }
    const ours = { states: ['posting'], attemptOf: this.#since } as const;
    const isFromKaizala = error instanceof KaizalaNoAnswerError || error instanceof KaizalaAnsweredError;
    if (isFromKaizala && !error.mayHaveTakenEffect) await this.#run.stumble(error, ours, 'uploaded');
    else if (error instanceof BridgeError) {
      await this.#run.stumble(error, ours, 'posting', { postingUntil: new Date() });
    }
    // The answer may have come and not been recorded: the job's next run finds out.
    else throw error;
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

/**
 * Until this connector has a post on record, nothing tells what is its own in a group. So the very first one is
 * known, should it get lost, by not having been there before. Undefined if that need not be, or can't be.
 */
async function lookBefore(run: PostRun, { id: groupId }: TargetGroup): Promise<SeenAction[] | undefined> {
  const { database, kaizala, connector } = run.services;
  if (await hasPosted(database, connector)) return undefined;
  const { signal, rank } = run.attempt;
  const query = { groupId, actionType: run.actionType, since: new Date() };
  try {
    const { actions, hasMore } = await groupHistory(kaizala, query, { signal, rank });
    if (hasMore) return undefined;
    return actions.map(({ referenceId, sender }) => ({
      referenceId,
      ...(sender !== undefined && { sender }),
    }));
  } catch (error) {
    // A connector that may not read the group may post to it all the same.
    if (error instanceof KaizalaAnsweredError && error.recovery.action === 'giveUp') return undefined;
    throw error;
  }
}
