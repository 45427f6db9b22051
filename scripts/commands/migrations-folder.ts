import { fileURLToPath } from 'node:url';

/** The project's folder of migrations, seen from dist/scripts/commands, or from the sources themselves. */
export const MIGRATIONS = fileURLToPath(
  new URL(import.meta.url.includes('/dist/scripts/') ? '../../../migrations' : '../../migrations', import.meta.url),
);
