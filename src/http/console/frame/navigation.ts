import { may, type RolePermission } from '../../../domain/permissions.ts';
import type { TextKey } from '../../../i18n/keys.ts';
import type { Organizer } from '../route.ts';

export interface NavigationEntry {
  /** Below `/console`. */
  readonly path: string;
  readonly label: TextKey;
  readonly permission: RolePermission;
}

/** The console's main pages, in their order. One without a route is not shown yet. */
const ENTRIES: readonly NavigationEntry[] = [
  { path: '', label: 'console-nav-overview', permission: 'overview.read' },
  { path: '/alerts', label: 'console-nav-alerts', permission: 'alerts.watch' },
  { path: '/surveys', label: 'console-nav-surveys', permission: 'surveys.read' },
  { path: '/broadcasts', label: 'console-nav-broadcasts', permission: 'broadcasts.read' },
  { path: '/review', label: 'console-nav-review', permission: 'review.work' },
  { path: '/review-admin', label: 'console-nav-review-admin', permission: 'review.manage' },
  { path: '/official', label: 'console-nav-official', permission: 'official.read' },
  { path: '/marches', label: 'console-nav-marches', permission: 'marches.read' },
  { path: '/solidarity', label: 'console-nav-solidarity', permission: 'solidarity.read' },
  { path: '/editions', label: 'console-nav-editions', permission: 'editions.read' },
  { path: '/typing', label: 'console-nav-typing', permission: 'protocols.type' },
  { path: '/protocols', label: 'console-nav-protocols', permission: 'protocols.read' },
  { path: '/chronicle', label: 'console-nav-chronicle', permission: 'chronicle.read' },
  { path: '/proposals', label: 'console-nav-proposals', permission: 'proposals.read' },
  { path: '/audit', label: 'console-nav-audit', permission: 'audit.read' },
  { path: '/organizers', label: 'console-nav-organizers', permission: 'organizers.read' },
];

/** What somebody finds in the menu: what there is, and what they may see. */
export function navigationFor(organizer: Organizer, paths: ReadonlySet<string>): readonly NavigationEntry[] {
  return ENTRIES.filter(({ path, permission }) => paths.has(path) && may(organizer.role, permission));
}

/** Where somebody begins: the first page of their menu. */
export function startPageFor(organizer: Organizer, paths: ReadonlySet<string>): string {
  const [first] = navigationFor(organizer, paths);
  return `/console${first?.path ?? '/account'}`;
}

/** Whether a page belongs to a menu entry: its own, or one below it. */
export function isWithin(entry: string, path: string): boolean {
  return entry === '' ? path === '' || path === '/' : path === entry || path.startsWith(`${entry}/`);
}

/** How much waits behind each entry of somebody's menu that has a count. */
export async function countBadges(
  badges: ReadonlyMap<string, (organizer: Organizer) => Promise<number>> | undefined,
  organizer: Organizer,
  paths: ReadonlySet<string>,
): Promise<ReadonlyMap<string, number>> {
  const wanted = navigationFor(organizer, paths).flatMap(({ path }) => {
    const count = badges?.get(path);
    return count === undefined ? [] : [count(organizer).then((value) => [path, value] as const)];
  });
  return new Map(await Promise.all(wanted));
}
