import type { VNode } from 'preact';
import { PublicPage } from '../layout.tsx';
import { EditionLine } from './edition-line.tsx';
import type { Look } from './look.ts';
import type { Site } from './site.ts';

/** The parts of the explanation, in their order. */
const PARTS = ['ballots', 'review', 'official', 'proven', 'against', 'limits', 'check', 'privacy'] as const;

/** `/method`: how the count is made, in plain words. Also there before anything is published. */
export function MethodPage({ site, look }: { readonly site: Site | undefined; readonly look: Look }): VNode {
  const { t, language, links, day } = look;
  return (
    <PublicPage
      language={language}
      t={t}
      links={links}
      styles="finding.css"
      path="/method"
      title={t('site-method')}
      lead={t('site-method-lead')}
      {...(site === undefined ? {} : { foot: <EditionLine site={site} look={look} /> })}
    >
      {PARTS.map((part) => (
        <section key={part}>
          <h2 id={part}>{t(`site-method-${part}`)}</h2>
          {t(`site-method-${part}-text`)
            .split('\n')
            .filter(Boolean)
            .map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          {part === 'official' && site !== undefined && (
            <ul>
              {site.edition.sources.map(({ source, version, fileName, sha256, importedOn }) => (
                <li key={source}>
                  {t('site-method-source', {
                    source: t(`site-source-${source}`),
                    file: fileName,
                    version,
                    day: day(importedOn),
                  })}{' '}
                  <code class="hash">{sha256}</code>
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </PublicPage>
  );
}
