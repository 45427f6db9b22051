import type { ConsoleRequest, ConsoleRoute } from '../route.ts';
import { decideItem, itemPage } from './decide-page.tsx';
import { type AboutElection, type ReviewAdminDeps, withElection } from './deps.ts';
import { disputedPage } from './disputed-page.tsx';
import { goldPage, proposeGoldItems, retireGoldItem, setGoldTerms } from './gold-page.tsx';
import { pauseSomebody, reopenReadBy, resumeSomebody } from './reviewer-doings.ts';
import { reviewersPage } from './reviewers-page.tsx';
import { signsPage } from './signs-page.tsx';
import { lift, quarantineSlice, reopen } from './slice-doings.ts';
import { slicesPage } from './slices-page.tsx';

/** Watching over review: what is disputed, reviewers, gold items, slices to be read again or set aside. */
export function reviewAdminRoutes(deps: ReviewAdminDeps): readonly ConsoleRoute[] {
  const get = { method: 'GET', permission: 'review.manage' } as const;
  const post = { method: 'POST', permission: 'review.manage' } as const;
  const about = (page: AboutElection) => (request: ConsoleRequest) => withElection(deps, request, page);
  return [
    { ...get, path: '/review-admin', handle: about(disputedPage) },
    { ...get, path: '/review-admin/items/:id', handle: about(itemPage) },
    { ...post, path: '/review-admin/items/:id', handle: about(decideItem) },
    { ...get, path: '/review-admin/reviewers', handle: about(reviewersPage) },
    { ...post, path: '/review-admin/reviewers/:id/pause', handle: about(pauseSomebody) },
    { ...post, path: '/review-admin/reviewers/:id/resume', handle: about(resumeSomebody) },
    { ...post, path: '/review-admin/reviewers/:id/reopen', handle: about(reopenReadBy) },
    { ...get, path: '/review-admin/gold', handle: about(goldPage) },
    { ...post, path: '/review-admin/gold/terms', handle: about(setGoldTerms) },
    { ...post, path: '/review-admin/gold/propose', handle: about(proposeGoldItems) },
    { ...post, path: '/review-admin/gold/:id/retire', handle: about(retireGoldItem) },
    { ...get, path: '/review-admin/slices', handle: about(slicesPage) },
    { ...get, path: '/review-admin/signs', handle: about(signsPage) },
    { ...post, path: '/review-admin/slices/reopen', handle: about(reopen) },
    { ...post, path: '/review-admin/slices/quarantine', handle: about(quarantineSlice) },
    { ...post, path: '/review-admin/slices/:id/lift', handle: about(lift) },
  ];
}
