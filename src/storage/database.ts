import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import * as schema from './schema/index.ts';

/** Anything that runs SQL: the pool, or one transaction's client. */
export type Queryable = Pick<pg.ClientBase, 'query'>;

export type Orm = NodePgDatabase<typeof schema>;

/** The record. Hot paths write SQL against `Queryable`; everything else uses `orm`. */
export interface Database {
  readonly pool: pg.Pool;
  readonly orm: Orm;
  /** Runs `work` in one transaction: commits when it resolves, rolls back when it throws. */
  transaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  /** Connections at most. */
  readonly max?: number;
  /** Told of a connection that broke while idle; the pool replaces it by itself. */
  readonly onIdleError?: () => void;
}

export function openDatabase({ url, max = 10, onIdleError }: DatabaseOptions): Database {
  const pool = new pg.Pool({ connectionString: url, max, connectionTimeoutMillis: 5_000, keepAlive: true });
  pool.on('error', () => onIdleError?.());
  return {
    pool,
    orm: drizzle(pool, { schema }),
    transaction: (work) => transaction(pool, work),
    close: () => pool.end(),
  };
}

/** Drizzle on one transaction's client. */
export function ormOn(client: pg.PoolClient): Orm {
  return drizzle(client, { schema });
}

async function transaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that dies while nobody waits on it would otherwise be an unhandled 'error' event.
  const onError = (error: Error) => {
    broken = error;
  };
  client.on('error', onError);
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((cause: Error) => {
      broken = cause;
    });
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}
