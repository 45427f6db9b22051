import type { AuditWatch } from '../../../actions/watch-audit.ts';
import { auditActions, auditAuthors, findAuditEntries } from '../../../storage/audit.ts';
import type { Queryable } from '../../../storage/database.ts';
import type { ConsoleRoute } from '../route.ts';
import { ChainCard } from './chain-card.tsx';
import { auditAddress, readAuditFilter } from './filter.ts';
import { AuditPageBody } from './page.tsx';

/** Entries on a page. */
const LIMIT = 50;

/** Reading the audit trail. */
export function auditRoutes(deps: { readonly q: Queryable; readonly watch: AuditWatch }): readonly ConsoleRoute[] {
  const { q, watch } = deps;
  return [
    {
      method: 'GET',
      path: '/audit',
      permission: 'audit.read',
      handle: async ({ t, language, query }) => {
        const asked = readAuditFilter(query);
        // One more than is shown tells whether there are others.
        const [found, actions, authors] = await Promise.all([
          findAuditEntries(q, asked.filter, { ...asked.page, limit: LIMIT + 1 }),
          auditActions(q),
          auditAuthors(q),
        ]);
        const isBackwards = asked.page.after !== undefined;
        const isMore = found.length > LIMIT;
        const entries = isBackwards && isMore ? found.slice(1) : found.slice(0, LIMIT);
        const newer = isBackwards ? isMore : asked.page.before !== undefined;
        const older = isBackwards || isMore;
        const [first, last] = [entries.at(0), entries.at(-1)];
        const body = (
          <AuditPageBody
            t={t}
            language={language}
            query={query}
            asked={asked}
            entries={entries}
            actions={actions}
            authors={authors}
            chain={watch.known()}
            newer={newer && first !== undefined ? auditAddress(query, { after: `${first.number}` }) : undefined}
            older={older && last !== undefined ? auditAddress(query, { before: `${last.number}` }) : undefined}
          />
        );
        return { kind: 'page', title: t('audit-title'), lead: t('audit-lead'), body };
      },
    },
    {
      method: 'GET',
      path: '/audit/chain',
      permission: 'audit.read',
      handle: async ({ t, isHtmx }) => {
        const card = <ChainCard t={t} chain={await watch.check()} />;
        if (isHtmx) return { kind: 'fragment', body: card };
        const back = { href: '/console/audit', label: t('audit-title') };
        return { kind: 'page', title: t('audit-chain'), body: card, back };
      },
    },
  ];
}
