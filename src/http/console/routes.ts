import type { Catalogues } from '../../i18n/catalogues.ts';
import type { Database } from '../../storage/database.ts';
import type { ConsoleRoute } from './route.ts';
import { signInRoutes } from './sign-in/routes.tsx';

/** What the console's pages work with. */
export interface ConsoleRoutesDeps {
  readonly database: Database;
  readonly catalogues: Catalogues;
  readonly now: () => Date;
  /** Where people open the console, such as `https://example.org`. */
  readonly origin: string;
}

/** Every address of the console. A subject adds its routes here, a line each. */
export function consoleRoutes(_deps: ConsoleRoutesDeps): readonly ConsoleRoute[] {
  return [
    ...signInRoutes(),
    //
  ];
}
