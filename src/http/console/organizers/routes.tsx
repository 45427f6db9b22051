import { z } from 'zod';
import { INVITATION_HOURS, invitationLink, invite, revokeInvitation } from '../../../actions/organizers/invite.ts';
import { changeRole, type Managed, removeOrganizer } from '../../../actions/organizers/manage.ts';
import { ROLES } from '../../../domain/permissions.ts';
import { findOrganizer, listInvitations, listOrganizers } from '../../../storage/organizers.ts';
import type { ConsoleReply, ConsoleRequest, ConsoleRoute } from '../route.ts';
import type { SignInRoutesDeps } from '../sign-in/routes.tsx';
import { InvitedPage, InvitePage, ListPage, OrganizerPage } from './pages.tsx';

const role = z.enum(ROLES);
const id = z.uuid();

/** Who may open the console: the list, invitations, roles. */
export function organizerRoutes(deps: SignInRoutesDeps): readonly ConsoleRoute[] {
  const { database, now, origin } = deps;
  return [
    {
      method: 'GET',
      path: '/organizers',
      permission: 'organizers.read',
      handle: async (request) => {
        const [organizers, invitations] = await Promise.all([
          listOrganizers(database.pool),
          listInvitations(database.pool, now()),
        ]);
        return ListPage(request, { organizers, invitations, now: now() });
      },
    },
    {
      method: 'GET',
      path: '/organizers/invite',
      permission: 'organizers.manage',
      handle: async (request) => InvitePage(request, undefined),
    },
    {
      method: 'POST',
      path: '/organizers/invite',
      permission: 'organizers.manage',
      handle: async (request) => {
        const { t, form } = request;
        const wanted = role.safeParse(form.get('role'));
        if (!wanted.success) return InvitePage(request, t('console-role-missing'));
        const { token } = await invite(deps, { role: wanted.data, by: byOf(request) });
        return InvitedPage(request, {
          role: wanted.data,
          link: invitationLink(origin, token),
          hours: INVITATION_HOURS,
        });
      },
    },
    {
      method: 'POST',
      path: '/organizers/invitations/revoke',
      permission: 'organizers.manage',
      handle: async (request) => {
        const tokenHash = Buffer.from(request.form.get('invitation') ?? '', 'hex');
        const done = await revokeInvitation(deps, { tokenHash, by: byOf(request) });
        return toList(request.t(done ? 'console-invitation-revoked' : 'console-invitation-gone'));
      },
    },
    {
      method: 'GET',
      path: '/organizers/:id',
      permission: 'organizers.manage',
      handle: async (request) => {
        const wanted = id.safeParse(request.params.id);
        const organizer = wanted.success ? await findOrganizer(database.pool, wanted.data) : undefined;
        if (organizer === undefined) {
          return { kind: 'problem', status: 404, message: request.t('console-organizer-unknown') };
        }
        return OrganizerPage(request, organizer);
      },
    },
    {
      method: 'POST',
      path: '/organizers/:id/role',
      permission: 'organizers.manage',
      handle: async (request) => {
        const wanted = z.object({ id, role }).safeParse({ id: request.params.id, role: request.form.get('role') });
        if (!wanted.success) return managed(request, 'unknown');
        return managed(request, await changeRole(deps, { ...wanted.data, by: byOf(request) }), 'console-role-changed');
      },
    },
    {
      method: 'POST',
      path: '/organizers/:id/remove',
      permission: 'organizers.manage',
      handle: async (request) => {
        const wanted = id.safeParse(request.params.id);
        if (!wanted.success) return managed(request, 'unknown');
        const done = await removeOrganizer(deps, { id: wanted.data, by: byOf(request) });
        return managed(request, done, 'console-organizer-removed');
      },
    },
  ];
}

/** The routes here ask for a role's permission. */
function byOf({ organizer }: ConsoleRequest): string {
  if (organizer === undefined) throw new Error('a route for organizers was asked by nobody');
  return organizer.id;
}

function toList(flash: string): ConsoleReply {
  return { kind: 'redirect', to: '/console/organizers', flash };
}

function managed(
  { t }: ConsoleRequest,
  done: Managed,
  success: 'console-role-changed' | 'console-organizer-removed' = 'console-role-changed',
): ConsoleReply {
  switch (done) {
    case 'done':
      return toList(t(success));
    case 'unknown':
      return { kind: 'problem', status: 404, message: t('console-organizer-unknown') };
    case 'own':
      return { kind: 'problem', status: 409, message: t('console-organizer-own') };
    case 'last':
      return { kind: 'problem', status: 409, message: t('console-organizer-last') };
  }
}
