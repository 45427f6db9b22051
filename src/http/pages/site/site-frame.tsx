import type { VNode } from 'preact';
import { PublicPage, type PublicPageProps } from '../layout.tsx';
import { EditionLine } from './edition-line.tsx';
import type { Look } from './look.ts';
import type { Site } from './site.ts';

type Own = Omit<PublicPageProps, 'language' | 't' | 'links' | 'styles' | 'foot'>;

/** A public page of an edition, which says of which at its end. */
export function SiteFrame({ site, look, ...own }: { readonly site: Site; readonly look: Look } & Own): VNode {
  const { language, t, links } = look;
  return (
    <PublicPage
      language={language}
      t={t}
      links={links}
      styles="finding.css"
      foot={<EditionLine site={site} look={look} />}
      {...own}
    />
  );
}
