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
  /**
   * The same, for work whose last statements need no answer before the commit: the commit travels with them.
   * When one of them fails, so does the commit, and nothing is kept.
   */
  transactionEndingIn<T>(work: (client: pg.PoolClient) => Promise<{ readonly last: Promise<T> }>): Promise<T>;
  close(): Promise<void>;
}

/** In an address: it leads through a pooler that gives another connection to each transaction. */
const POOLED = { name: 'pool_mode', value: 'transaction' } as const;

export interface DatabaseOptions {
  /** With `pool_mode=transaction` among its parameters, no statement is prepared under a name. */
  readonly url: string;
  /** Connections at most. */
  readonly max?: number;
  /**
   * Lets statements of one connection be sent before the earlier ones are answered. Two that share a
   * prepared statement's name must not be under way at once.
   */
  readonly pipeline?: boolean;
  /** Told of a connection that broke while idle; the pool replaces it by itself. */
  readonly onIdleError?: () => void;
}

export function openDatabase({ url, max = 10, pipeline = false, onIdleError }: DatabaseOptions): Database {
  const { connectionString, isPooled } = addressOf(url);
  const pool = new pg.Pool({ connectionString, max, connectionTimeoutMillis: 5_000, keepAlive: true, pipeline });
  pool.on('error', () => onIdleError?.());
  // The pool listens to idle connections only. One that is cut just when it is handed out would be an
  // unhandled 'error' event, which ends the process; whoever uses it learns of it by their statement.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    if (isPooled) withoutNames(client);
  });
  return {
    pool,
    orm: drizzle(pool, { schema }),
    transaction: (work) =>
      transaction(pool, pipeline, async (client) => ({ last: Promise.resolve(await work(client)) })),
    transactionEndingIn: (work) => transaction(pool, pipeline, work),
    close: () => pool.end(),
  };
}

/** Drizzle on one transaction's client. */
export function ormOn(client: pg.PoolClient): Orm {
  return drizzle(client, { schema });
}

/** The client for many at once: their statements go one after another, as a connection takes them. */
export function inTurn(client: Queryable): Queryable {
  let last: Promise<unknown> = Promise.resolve();
  // The overloads of `query` are all the same here: arguments in, a promise out.
  const query = (...args: Parameters<typeof client.query>) => {
    const next = last.then(() => client.query(...args));
    last = Promise.resolve(next).catch(() => undefined);
    return next;
  };
  return { query: query as Queryable['query'] };
}

function addressOf(url: string): { connectionString: string; isPooled: boolean } {
  if (!URL.canParse(url)) return { connectionString: url, isPooled: false };
  const parsed = new URL(url);
  const isPooled = parsed.searchParams.get(POOLED.name) === POOLED.value;
  parsed.searchParams.delete(POOLED.name);
  return { connectionString: isPooled ? parsed.href : url, isPooled };
}

/** What was prepared on one connection of the pooler is unknown on the next: every statement is sent whole. */
function withoutNames(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (first: unknown, ...rest: unknown[]) => unknown;
  const unnamed = (first: unknown, ...rest: unknown[]) =>
    typeof first === 'object' && first !== null && 'name' in first && 'text' in first
      ? query({ ...first, name: undefined }, ...rest)
      : query(first, ...rest);
  client.query = unnamed as pg.PoolClient['query'];
}

async function transaction<T>(
  pool: pg.Pool,
  pipeline: boolean,
  work: (client: pg.PoolClient) => Promise<{ readonly last: Promise<T> }>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  let first: unknown;
  // A connection that dies while nobody waits on it would otherwise be an unhandled 'error' event.
  const onError = (error: Error) => {
    broken = error;
  };
  client.on('error', onError);
  try {
    const begun = client.query('begin');
    // In a pipeline the first statements of the work travel together with it.
    if (pipeline) begun.catch(() => undefined);
    else await begun;
    const { last } = await work(pipeline ? watched(client, (error) => (first ??= error)) : client);
    // Of a transaction in which a statement has failed, Postgres makes a rollback.
    const [result] = await Promise.all([last, client.query('commit')]);
    return result;
  } catch (error) {
    await client.query('rollback').catch((cause: Error) => {
      broken = cause;
    });
    throw isAftermath(error) ? (first ?? error) : error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}

/** The client, telling of each statement that fails. */
function watched(client: pg.PoolClient, onFailure: (error: unknown) => void): pg.PoolClient {
  // The overloads of `query` are all the same here: arguments in, a promise out.
  const query = (...args: Parameters<typeof client.query>) => {
    const result: unknown = client.query(...args);
    if (result instanceof Promise) result.catch(onFailure);
    return result;
  };
  return Object.create(client, { query: { value: query } }) as pg.PoolClient;
}

/**
 * What statements say that travelled behind one that failed (25P02, in_failed_sql_transaction): whether the same thing
 * may be tried again follows from that one only.
 */
function isAftermath(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '25P02';
}
