import type { VNode } from 'preact';
import type { Look } from './look.ts';
import type { Site } from './site.ts';

/** Which edition a page is of: every page says so, also when it is printed. */
export function EditionLine({ site: { edition }, look }: { readonly site: Site; readonly look: Look }): VNode {
  const { t, day, language, links } = look;
  return (
    <>
      {edition.election.name[language]} ·{' '}
      <a href={links.page('/editions')}>
        {t('site-edition', { number: edition.number, day: day(edition.publishedOn) })}
      </a>{' '}
      · {t(`site-basis-${edition.basis}`)}
    </>
  );
}
