import { may } from '../../../domain/permissions.ts';
import type { ConsoleRoute } from '../route.ts';

/** What a session that was begun under force may do: look at what any reader may, and leave. */
export function isHarmless({
  method,
  path,
  permission,
}: Pick<ConsoleRoute, 'method' | 'path' | 'permission'>): boolean {
  return method === 'GET' ? may('reader', permission) : path === '/sign-out';
}
