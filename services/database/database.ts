import type { SecretBox } from './secret-box.ts';

/** What both engines offer, and all that the rest of the code may use of them. */
export interface Queryable {
  /** Runs one statement with `$1`-style parameters. */
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** For what is secret in its rows. */
  readonly secrets: SecretBox;
}

/**
 * PGlite or PostgreSQL. Both give `bigint` as a number and `timestamptz` as a `Date`; pass JSON as a string
 * with a `::jsonb` cast.
 */
export interface Database extends Queryable {
  readonly engine: 'pglite' | 'postgres';
  /** Runs several statements without parameters. */
  script(sql: string): Promise<void>;
  /**
   * Commits what `work` did, or rolls it back if `work` rejects. Inside, use `tx` alone: on PGlite a query
   * of the outer database would wait for the transaction that waits for it.
   */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
