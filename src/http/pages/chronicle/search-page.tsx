import type { VNode } from 'preact';
import type { ListedEntry } from '../../../domain/chronicle/timeline.ts';
import type { Look } from '../site/look.ts';
import { EntryList } from './entry-list.tsx';
import { ChronicleFrame, SearchForm } from './frame.tsx';
import { Pager } from './pager.tsx';
import { CHRONICLE, SEARCH } from './paths.ts';

/** Entries on one page. */
export const FOUND_ON_A_PAGE = 20;

/** What was looked for, and a page of what was found. */
export interface LookedUp {
  readonly query: string;
  /** From 1. */
  readonly page: number;
  readonly total: number;
  readonly entries: readonly ListedEntry[];
}

/** `/chronicle/search`. */
export function SearchPage({ looked, look }: { readonly looked: LookedUp | undefined; readonly look: Look }): VNode {
  const { t, links, language, number } = look;
  const hrefOf = (page: number) =>
    `${SEARCH}?${new URLSearchParams({ lang: language, q: looked?.query ?? '', page: `${page}` })}`;
  return (
    <ChronicleFrame
      look={look}
      title={t('chronicle-search-title')}
      kicker={<a href={links.page(CHRONICLE)}>{t('chronicle-title')}</a>}
    >
      <SearchForm look={look} {...(looked === undefined ? {} : { query: looked.query })} />
      {looked !== undefined && (
        <section>
          <h2>
            {looked.total === 0
              ? t('chronicle-search-none', { query: looked.query })
              : t('chronicle-search-found', { n: looked.total, total: number(looked.total), query: looked.query })}
          </h2>
          {looked.total === 0 ? (
            <p>{t('chronicle-search-hint')}</p>
          ) : (
            <EntryList entries={looked.entries} look={look} dated />
          )}
          {looked.total > FOUND_ON_A_PAGE && (
            <Pager
              look={look}
              before={
                looked.page > 1 ? { href: hrefOf(looked.page - 1), name: t('console-pager-previous') } : undefined
              }
              after={
                looked.page * FOUND_ON_A_PAGE < looked.total
                  ? { href: hrefOf(looked.page + 1), name: t('console-pager-next') }
                  : undefined
              }
            />
          )}
        </section>
      )}
    </ChronicleFrame>
  );
}
