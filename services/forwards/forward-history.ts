import type { Database } from '../database/database.ts';
import { IS_CHATTER } from './chatter.ts';
import { loadForward } from './forward-rows.ts';
import type { Forward } from './types.ts';

/** Which forwards are meant. */
export interface Scope {
  readonly conversationKey: string;
  /** What the keys of this conversation's threads begin with. Absent: what is in threads does not count. */
  readonly threads?: string;
  /** Absent: those of everybody. */
  readonly requesterId?: string;
}

const IN_SCOPE = `(conversation_key = $1 OR starts_with(conversation_key, $2::text))
  AND ($3::text IS NULL OR requester_id = $3) AND NOT ${IS_CHATTER}`;

/** Looks back at forwards. It changes nothing. */
export class ForwardHistory {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The newest forwards, newest first. A message without files made none. */
  list(scope: Scope, limit: number): Promise<Forward[]> {
    return this.#load(`${IN_SCOPE} AND stage <> 'empty' ORDER BY created_at DESC LIMIT $4`, scope, limit);
  }

  /**
   * One person's newest forwards in whichever conversation, newest first.
   * @param person the id of the chat, in Slack without the workspace, or the AAD object id
   */
  async listOf(person: string, limit: number): Promise<Forward[]> {
    const rows = await this.#database.query<{ id: string }>(
      `SELECT id FROM bridge.forwards f
       WHERE (requester_id = $1 OR starts_with(requester_id, $1 || ':T')
           OR requester_entra_id = lower($1))
         AND stage <> 'empty' AND NOT ${IS_CHATTER}
       ORDER BY created_at DESC LIMIT $2`,
      [person, limit],
    );
    return this.#loadAll(rows);
  }

  /**
   * The forwards whose id begins so, newest first and no more than `limit`.
   * @param beginning hexadecimal digits in lower case, without hyphens.
   */
  findByIdBeginning(scope: Scope, beginning: string, limit: number): Promise<Forward[]> {
    return this.#load(
      `${IN_SCOPE} AND starts_with(replace(id::text, '-', ''), $5) ORDER BY created_at DESC LIMIT $4`,
      scope,
      limit,
      beginning,
    );
  }

  /** The newest forward of which something failed that can be tried again. */
  async findRetryable(scope: Scope): Promise<Forward | undefined> {
    const [newest] = await this.#load(
      `${IN_SCOPE} AND (stage IN ('accepted', 'refused') AND EXISTS (SELECT FROM bridge.posts
           WHERE forward_id = f.id AND state = 'failed' AND (failure->>'retryable')::boolean)
         OR stage = 'refused' AND lookup IS NOT NULL)
       ORDER BY created_at DESC LIMIT $4`,
      scope,
      1,
    );
    return newest;
  }

  /** How many other forwards have a post that goes to Kaizala before the next one of this forward. */
  async countAhead(forwardId: string): Promise<number> {
    const [row] = await this.#database.query<{ count: number }>(
      `SELECT count(*) AS count FROM bridge.forwards f
       WHERE f.stage = 'accepted' AND f.id <> $1
         AND (f.rank IS NULL OR f.rank < (SELECT rank FROM bridge.forwards WHERE id = $1))
         AND EXISTS (SELECT FROM bridge.posts p WHERE p.forward_id = f.id
           AND p.state IN ('spooled', 'uploading', 'uploaded', 'posting')
           AND (p.next_attempt_at IS NULL OR p.next_attempt_at <= now()))`,
      [forwardId],
    );
    return row?.count ?? 0;
  }

  async #load(condition: string, scope: Scope, ...rest: readonly unknown[]): Promise<Forward[]> {
    const { conversationKey, threads, requesterId } = scope;
    const rows = await this.#database.query<{ id: string }>(
      `SELECT id FROM bridge.forwards f WHERE ${condition}`,
      [conversationKey, threads ?? null, requesterId ?? null, ...rest],
    );
    return this.#loadAll(rows);
  }

  async #loadAll(rows: readonly { readonly id: string }[]): Promise<Forward[]> {
    const forwards = await Promise.all(rows.map(({ id }) => loadForward(this.#database, id)));
    return forwards.filter((forward) => forward !== undefined);
  }
}
