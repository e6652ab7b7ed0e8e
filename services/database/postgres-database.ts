import pg from 'pg';
import type { Database, Queryable } from './database.ts';
import { SecretBox } from './secret-box.ts';

const BIGINT = 20;

/**
 * Opens a pool on a PostgreSQL server (15 or newer). Nothing is connected until the first query.
 * @param secrets for what is secret in its rows; absent: it lies there as it is
 */
export function openPostgres(connectionString: string, secrets = new SecretBox([])): Database {
  const types = {
    getTypeParser: ((oid: number, format?: 'text') =>
      oid === BIGINT ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
  };
  const pool = new pg.Pool({ connectionString, types, application_name: 'kaizala-bridge' });
  // An idle connection that breaks is replaced by the pool at the next query, which reports what is wrong.
  pool.on('error', () => {});
  const on = (target: pg.Pool | pg.PoolClient): Queryable => ({
    secrets,
    query: async <Row>(sql: string, parameters: readonly unknown[] = []) =>
      (await target.query(sql, [...parameters])).rows as Row[],
  });
  return {
    engine: 'postgres',
    ...on(pool),
    script: async (sql) => {
      await pool.query(sql);
    },
    transaction: async (work) => {
      const client = await pool.connect();
      let broken: Error | undefined;
      const onError = (error: Error) => {
        broken = error;
      };
      // While it is lent out the pool does not listen, and nobody else would either.
      client.on('error', onError);
      try {
        await client.query('BEGIN');
        const result = await work(on(client));
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(onError);
        throw error;
      } finally {
        client.off('error', onError);
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
}
