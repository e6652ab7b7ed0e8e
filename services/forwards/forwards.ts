import type { Database, Queryable } from '../database/database.ts';
import { cancelPosts } from './cancel-posts.ts';
import { lockForward, noteChange } from './changes.ts';
import { IS_CHATTER } from './chatter.ts';
import { sendFollowing } from './delivery/turn-order.ts';
import { endCall } from './end-call.ts';
import { findOpenInThread, type OwnThread } from './find-open-in-thread.ts';
import { ForwardCards } from './forward-cards.ts';
import type { Scope } from './forward-history.ts';
import type { ForwardJobs } from './forward-jobs.ts';
import { loadForward } from './forward-rows.ts';
import { insertForward } from './insert-forward.ts';
import { type IntakeLimits, withinFileLimit } from './intake-limits.ts';
import { deleteMessage } from './messages/delete-message.ts';
import { editMessage } from './messages/edit-message.ts';
import { type AlbumRules, joinPictures } from './messages/join-pictures.ts';
import { lockSharer } from './messages/lock-sharer.ts';
import { claimOpenForward } from './open-forwards.ts';
import { BEFORE_CALL } from './post-states.ts';
import { redrawQuestions } from './redraw-questions.ts';
import { retryForward } from './retry-forward.ts';
import type { Answer, Forward, ForwardRequest, ForwardStage } from './types.ts';

/** One person's forwards in a conversation. */
export type OwnScope = Scope & { readonly requesterId: string };

const IS_THEIRS = `(conversation_key = $1 OR starts_with(conversation_key, $2::text)) AND requester_id = $3`;

/** All that a chat can do with forwards. Each call is one transaction. */
export class Forwards {
  readonly #database: Database;
  readonly #jobs: ForwardJobs;
  readonly #albums: AlbumRules;
  readonly #limits: IntakeLimits;
  /** What people are shown of forwards. */
  readonly cards: ForwardCards;

  constructor(database: Database, jobs: ForwardJobs, albums: AlbumRules, limits: IntakeLimits) {
    this.#database = database;
    this.#jobs = jobs;
    this.#albums = albums;
    this.#limits = limits;
    this.cards = new ForwardCards(database, jobs);
  }

  /**
   * Records what was asked for and starts to fetch its files, or to ask for them. Returns nothing if there is
   * nothing more to do: the same message has been recorded before, or its pictures have joined others.
   * @param askAgainAt when to ask the person once more, should this process die before it has asked.
   * @throws TooManyOpenForwardsError if the person has as many forwards open as they may; nothing is recorded then.
   */
  async receive(asked: ForwardRequest, askAgainAt: Date): Promise<Forward | undefined> {
    const request = { ...asked, files: withinFileLimit(asked.files, this.#limits) };
    const id = await this.#database.transaction(async (tx) => {
      await lockSharer(tx, request);
      const known = await tx.query('SELECT FROM bridge.sources WHERE source_key = $1', [request.sourceKey]);
      if (known.length > 0 || (await joinPictures(tx, this.#jobs, request, this.#albums))) return undefined;
      await claimOpenForward(tx, request.requesterId, this.#limits.openForwards);
      const inserted = await insertForward(tx, request, this.#albums.albumMaxPictures);
      if (!inserted) return undefined;
      await this.#jobs.spoolAll(tx, inserted.fileIds);
      if (inserted.stage === 'finding') await this.#jobs.find(tx, { ...request, id: inserted.id });
      if (inserted.stage === 'accepted') await this.#jobs.deliver(tx, inserted.id);
      if (inserted.stage !== 'refused') await this.#jobs.show(tx, inserted.id, askAgainAt);
      return inserted.id;
    });
    return id === undefined ? undefined : this.find(id);
  }

  /** Whether something came of a message, or may still come of it. */
  async isKnown(sourceKey: string): Promise<boolean> {
    return (await this.#forwardOf(sourceKey)) !== undefined;
  }

  /**
   * Takes over what became of a message's text. Nothing happens if that is what it was, or if nothing is known
   * of the message.
   */
  edit(sourceKey: string, text: string | undefined): Promise<void> {
    return this.#database.transaction((tx) => editMessage(tx, this.#jobs, sourceKey, text));
  }

  /** Withdraws what a message shared, as it has been deleted, as far as it is not in Kaizala yet. */
  async delete(sourceKey: string): Promise<void> {
    const forwardId = await this.#forwardOf(sourceKey);
    if (forwardId === undefined) return;
    await sendFollowing(this.#database, this.#jobs, forwardId, () =>
      this.#database.transaction((tx) => deleteMessage(tx, this.#jobs, sourceKey, this.#albums)),
    );
  }

  /** Whether the files of a forward are still being looked for. */
  async isBeingFound(id: string): Promise<boolean> {
    const finding = await this.#database.query(
      `SELECT FROM bridge.forwards WHERE id = $1 AND stage = 'finding'`,
      [id],
    );
    return finding.length > 0;
  }

  find(id: string): Promise<Forward | undefined> {
    return loadForward(this.#database, id);
  }

  /** Whether the sizes of all files that are being fetched are known by now. */
  async knowsSizes(id: string): Promise<boolean> {
    const unknown = await this.#database.query(
      `SELECT FROM bridge.files WHERE forward_id = $1 AND state = 'waiting' AND size IS NULL LIMIT 1`,
      [id],
    );
    return unknown.length === 0;
  }

  /** The newest forward there that this person has yet to answer. */
  async findOpen(scope: OwnScope): Promise<Forward | undefined> {
    const [newest] = await this.#list(scope, ['asking'], 1);
    return newest;
  }

  /** The id of the newest forward that this person has yet to answer, and that this thread of Slack is about. */
  findOpenInThread(thread: OwnThread): Promise<string | undefined> {
    return findOpenInThread(this.#database, thread);
  }

  /** This person's newest forwards there that are on their way, newest first. */
  listPending(scope: OwnScope, limit: number): Promise<Forward[]> {
    return this.#list(scope, ['finding', 'asking', 'accepted'], limit);
  }

  /** This person's newest forward there of which something can still be withdrawn. */
  async findCancellable({ conversationKey, threads, requesterId }: OwnScope): Promise<Forward | undefined> {
    const [row] = await this.#database.query<{ id: string }>(
      `SELECT id FROM bridge.forwards f
       WHERE ${IS_THEIRS} AND (stage = 'finding' AND NOT ${IS_CHATTER}
         OR stage IN ('asking', 'accepted') AND EXISTS (SELECT FROM bridge.posts WHERE forward_id = f.id
           AND state = ANY($4::text[])))
       ORDER BY created_at DESC LIMIT 1`,
      [conversationKey, threads ?? null, requesterId, BEFORE_CALL],
    );
    return row && this.find(row.id);
  }

  /** Has the open questions of a conversation asked anew, in their cards, for what they say is not so any more. */
  redrawQuestions(scope: string): Promise<void> {
    return redrawQuestions(this.#database, this.#jobs, scope);
  }

  /** Sends an unanswered forward on its way. False: it was answered or withdrawn before. */
  async accept(id: string, { group, caption }: Answer): Promise<boolean> {
    return this.#database.transaction(async (tx) => {
      const accepted = await tx.query(
        `UPDATE bridge.forwards SET stage = 'accepted', group_id = $2, group_name = $3, caption = $4
         WHERE id = $1 AND stage = 'asking' RETURNING id`,
        [id, group.id, group.name, caption ?? null],
      );
      if (accepted.length === 0) return false;
      await this.#jobs.deliver(tx, id);
      await noteChange(tx, this.#jobs, id);
      return true;
    });
  }

  /**
   * Withdraws what is not in Kaizala yet. False: there was nothing left to withdraw. Bytes that are still
   * spooled are dropped by the `deliver` job that this sends.
   */
  async cancel(id: string): Promise<boolean> {
    return this.#database.transaction(async (tx) => {
      await lockForward(tx, id);
      const isCancelled = await cancelPosts(tx, id, BEFORE_CALL);
      const closed = await tx.query(
        `UPDATE bridge.forwards SET stage = 'cancelled' WHERE id = $1 AND (stage IN ('finding', 'asking') OR (
           stage = 'accepted' AND NOT EXISTS (SELECT FROM bridge.posts
             WHERE forward_id = $1 AND state <> 'cancelled'))) RETURNING id`,
        [id],
      );
      if (!isCancelled && closed.length === 0) return false;
      await this.#jobs.deliver(tx, id);
      await noteChange(tx, this.#jobs, id);
      return true;
    });
  }

  /** Tries once more what failed and can be tried. Returns the ids of those posts, or of files not found. */
  retry(id: string): Promise<readonly string[]> {
    return this.#database.transaction((tx) => retryForward(tx, this.#jobs, id));
  }

  /**
   * Settles a post of which nobody could tell whether Kaizala has it. False: it is not one of that kind.
   * @param isThere what the person saw in the group.
   */
  async settleUncertain(id: string, postId: string, isThere: boolean): Promise<boolean> {
    return this.#database.transaction(async (tx) => {
      await lockForward(tx, id);
      const known = await tx.query(
        `SELECT FROM bridge.posts WHERE id = $1 AND forward_id = $2 AND state = 'uncertain'`,
        [postId, id],
      );
      if (known.length === 0) return false;
      await endCall(
        tx,
        this.#jobs,
        { forwardId: id, postId },
        ['uncertain'],
        isThere
          ? { state: 'posted', postedAt: new Date(), failure: null }
          : { state: 'uploaded', failure: null, attempts: 0, firstFailedAt: null, nextAttemptAt: null },
      );
      await this.#jobs.deliver(tx, id);
      await noteChange(tx, this.#jobs, id);
      return true;
    });
  }

  async #forwardOf(sourceKey: string): Promise<string | undefined> {
    const [source] = await this.#database.query<{ forwardId: string }>(
      'SELECT forward_id AS "forwardId" FROM bridge.sources WHERE source_key = $1',
      [sourceKey],
    );
    return source?.forwardId;
  }

  async #list(
    { conversationKey, threads, requesterId }: OwnScope,
    stages: readonly ForwardStage[],
    limit: number,
  ): Promise<Forward[]> {
    const rows = await this.#database.query<{ id: string }>(
      `SELECT id FROM bridge.forwards f
       WHERE ${IS_THEIRS} AND stage = ANY($4::text[])
         AND (stage = 'finding' AND NOT ${IS_CHATTER} OR EXISTS (SELECT FROM bridge.posts WHERE forward_id = f.id
           AND state NOT IN ('posted', 'failed', 'cancelled')))
       ORDER BY created_at DESC LIMIT $5`,
      [conversationKey, threads ?? null, requesterId, stages, limit],
    );
    return loadAll(this.#database, rows);
  }
}

async function loadAll(db: Queryable, rows: readonly { id: string }[]): Promise<Forward[]> {
  const forwards = await Promise.all(rows.map(({ id }) => loadForward(db, id)));
  return forwards.filter((forward) => forward !== undefined);
}
