import { runMigrations } from 'bullmq';
import pg from 'pg';
import { QUEUES } from './contracts.ts';

/**
 * Brings BullMQ's own tables (schema `bullmq`) to its version. Needed only while queues are on Postgres. Whoever
 * hands jobs over may not create anything there: what BullMQ would create at a queue's first job is made here.
 */
export async function migrateQueues(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await runMigrations(client);
    // Makes the queue's sequence of job ids unless it is there, and takes one id of it.
    for (const { name } of Object.values(QUEUES)) await client.query('select bullmq.next_job_id($1)', [name]);
  } finally {
    await client.end();
  }
}
