import { access, constants, mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { runningEmbeddedPostgres } from '../embedded-postgres.ts';
import { codeOf } from '../postgres/place.ts';
import { Problem } from '../problem.ts';

/** Makes the data folder if it is not there. @throws Problem when nothing can be written to it. */
export async function checkDataDir(dataDir: string): Promise<void> {
  try {
    // Others may pass, not look: Postgres's own account is one of them when we are root.
    await mkdir(dataDir, { recursive: true, mode: 0o711 });
    await access(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Problem(`Cannot write to ${dataDir} (${codeOf(error)}): set DATA_DIR to a folder that can be written.`);
  }
}

/** @throws Problem when the web process could not listen there. */
export async function checkPort(host: string, port: number, dataDir: string): Promise<void> {
  const server = createServer();
  const code = await new Promise<string | undefined>((resolve) => {
    server.once('error', (error) => resolve(codeOf(error)));
    server.listen(port, host, () => resolve(undefined));
  });
  await new Promise((resolve) => server.close(resolve));
  if (code === undefined) return;
  if (code === 'EADDRINUSE') {
    const itself = (await runningEmbeddedPostgres(dataDir)) !== undefined;
    throw new Problem(
      itself
        ? `Golos is running already, on port ${port}. For a second one set both PORT and DATA_DIR.`
        : `Port ${port} on ${host} is taken: stop the other program, or set PORT to another one.`,
    );
  }
  if (code === 'EACCES') throw new Problem(`Port ${port} is not for ordinary users: set PORT to 1024 or more.`);
  throw new Problem(`Cannot listen on ${host} (${code}): set HOST to an address of this machine.`);
}
