import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../scripts/embedded-postgres.ts';

/** A server, and one that follows it by streaming replication. */
export interface Replicated {
  readonly primary: EmbeddedPostgres;
  readonly standby: EmbeddedPostgres;
  stop(): Promise<void>;
}

/** Starts both, on scratch folders. It takes three starts of a server. */
export async function startReplicated(): Promise<Replicated> {
  const folder = await mkdtemp(join(tmpdir(), 'golos-replica-'));
  const dataDir = join(folder, 'primary');
  const options = { durable: false, replicated: true } as const;
  const first = await startEmbeddedPostgres({ dataDir, ...options });
  await first.stop();
  // A copy of a server that stands still is a whole one: where no pg_basebackup is.
  const copy = join(folder, 'standby');
  execFileSync('cp', ['-a', dataDir, copy]);
  const primary = await startEmbeddedPostgres({ dataDir, ...options, port: first.port });
  const { port, username, password } = new URL(primary.url);
  const data = join(copy, 'postgres', 'data');
  await writeFile(join(data, 'standby.signal'), '');
  await writeFile(
    join(data, 'postgresql.auto.conf'),
    `primary_conninfo = 'host=127.0.0.1 port=${port} user=${username} password=${password}'\n`,
  );
  const standby = await startEmbeddedPostgres({ dataDir: copy, ...options });
  return {
    primary,
    standby,
    stop: async () => {
      await standby.stop();
      await primary.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
