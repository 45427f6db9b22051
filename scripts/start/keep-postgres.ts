import { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from '../embedded-postgres.ts';

export interface KeptPostgres {
  readonly url: string;
  stop(): Promise<void>;
  /** Ends the server at once; it repairs itself at its next start. */
  kill(): void;
}

/** An embedded Postgres that is started again, at the same address, when it ends unasked. */
export async function keepPostgres(
  options: EmbeddedPostgresOptions,
  onDeath: (wait: number) => void,
): Promise<KeptPostgres> {
  let current = await startEmbeddedPostgres(options);
  const { url, port } = current;
  let stopping = false;
  let restart: Promise<void> | undefined;
  const watch = (server: EmbeddedPostgres) => {
    void server.exited.then(() => {
      if (!stopping) restart = startAgain(500);
    });
  };
  async function startAgain(wait: number): Promise<void> {
    onDeath(wait);
    await new Promise((later) => setTimeout(later, wait));
    if (stopping) return;
    try {
      current = await startEmbeddedPostgres({ ...options, port });
      watch(current);
    } catch {
      await startAgain(Math.min(wait * 2, 30_000));
    }
  }
  watch(current);
  return {
    url,
    stop: async () => {
      stopping = true;
      await restart;
      await current.stop();
    },
    kill: () => {
      stopping = true;
      current.kill();
    },
  };
}
