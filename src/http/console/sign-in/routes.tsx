import type { ConsoleRoute } from '../route.ts';

/** Signing in and out. */
export function signInRoutes(): readonly ConsoleRoute[] {
  return [
    {
      method: 'GET',
      path: '/sign-in',
      permission: 'signed-out',
      handle: async ({ t }) => ({ kind: 'page', title: t('console-sign-in'), body: <p /> }),
    },
    {
      method: 'POST',
      path: '/sign-out',
      permission: 'signed-in',
      handle: async ({ session }) => {
        await session.signOut();
        return { kind: 'redirect', to: '/console/sign-in' };
      },
    },
  ];
}
