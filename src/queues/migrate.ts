import { runMigrations } from 'bullmq';
import pg from 'pg';

/** Brings BullMQ's own tables (schema `bullmq`) to its version. Needed only while queues are on Postgres. */
export async function migrateQueues(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await runMigrations(client);
  } finally {
    await client.end();
  }
}
