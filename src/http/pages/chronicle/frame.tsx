import type { VNode } from 'preact';
import { PublicPage, type PublicPageProps } from '../layout.tsx';
import type { Look } from '../site/look.ts';
import { feedFile, SEARCH } from './paths.ts';

type Own = Omit<PublicPageProps, 'language' | 't' | 'links' | 'styles' | 'foot'>;

/** A page of the chronicle; its footer leads to the feed. */
export function ChronicleFrame({ look, ...own }: { readonly look: Look } & Own): VNode {
  const { language, t, links } = look;
  const foot = <a href={links.file(feedFile(language))}>{t('chronicle-feed')}</a>;
  return <PublicPage language={language} t={t} links={links} styles="chronicle.css" foot={foot} {...own} />;
}

/** The field in which words are typed: only where a server is. */
export function SearchForm({ look, query }: { readonly look: Look; readonly query?: string }): VNode | null {
  const { t, language, links } = look;
  if (links.search === undefined) return null;
  return (
    <search>
      <form class="find" action={SEARCH} method="get">
        <input type="hidden" name="lang" value={language} />
        <label for="q">{t('chronicle-search-label')}</label>
        <div>
          <input id="q" name="q" type="search" value={query} maxlength={200} autocomplete="off" />
          <button type="submit">{t('site-find-go')}</button>
        </div>
      </form>
    </search>
  );
}
