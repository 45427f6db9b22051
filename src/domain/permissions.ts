/** What somebody who may open the console is. One role each. */
export const ROLES = ['administrator', 'organizer', 'reviewer', 'reader'] as const;

export type Role = (typeof ROLES)[number];

/**
 * Who may do what: a line for each thing that the console lets anybody do. Routes name one of these; nothing
 * else decides what a role may see or change.
 */
const ALLOWED = {
  'overview.read': ['administrator', 'organizer', 'reader'],
  'surveys.read': ['administrator', 'organizer', 'reader'],
  'surveys.edit': ['administrator', 'organizer'],
  'results.read': ['administrator', 'organizer', 'reader'],
  'results.publish': ['administrator', 'organizer'],
  'results.export': ['administrator', 'organizer'],
  'broadcasts.read': ['administrator', 'organizer', 'reader'],
  'broadcasts.prepare': ['administrator', 'organizer'],
  'official.read': ['administrator', 'organizer', 'reader'],
  'official.import': ['administrator', 'organizer'],
  'editions.read': ['administrator', 'organizer', 'reader'],
  'editions.publish': ['administrator', 'organizer'],
  'protocols.read': ['administrator', 'organizer', 'reader'],
  'protocols.type': ['administrator', 'organizer', 'reviewer'],
  'protocols.decide': ['administrator'],
  'protocols.adopt': ['administrator', 'organizer'],
  'review.work': ['administrator', 'organizer', 'reviewer'],
  'review.manage': ['administrator'],
  'marches.read': ['administrator', 'organizer', 'reader'],
  'marches.manage': ['administrator', 'organizer'],
  'solidarity.read': ['administrator', 'organizer', 'reader'],
  'solidarity.edit': ['administrator', 'organizer'],
  'alerts.watch': ['administrator'],
  'chronicle.read': ['administrator', 'organizer', 'reader'],
  'chronicle.edit': ['administrator', 'organizer'],
  'chronicle.publish': ['administrator', 'organizer'],
  'chronicle.suggestions': ['administrator', 'organizer'],
  'proposals.read': ['administrator', 'organizer'],
  'audit.read': ['administrator', 'organizer'],
  'organizers.read': ['administrator', 'organizer'],
  'organizers.manage': ['administrator'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

/** Something that some roles may do. */
export type RolePermission = keyof typeof ALLOWED;

/** What a route asks for: a role's permission, any organizer (`signed-in`), or nobody in particular (`signed-out`). */
export type Permission = RolePermission | 'signed-in' | 'signed-out';

export const PERMISSIONS = Object.keys(ALLOWED) as readonly RolePermission[];

/** Whether somebody of this role may; `undefined` is who has not signed in. */
export function may(role: Role | undefined, permission: Permission): boolean {
  if (permission === 'signed-out') return true;
  if (role === undefined) return false;
  if (permission === 'signed-in') return true;
  const roles: readonly Role[] = ALLOWED[permission];
  return roles.includes(role);
}
