import type { VNode } from 'preact';
import { PublicPage } from '../../layout.tsx';
import { EditionLine } from '../edition-line.tsx';
import type { Look } from '../look.ts';
import type { Site } from '../site.ts';
import { EarlySection } from './early-section.tsx';
import { PeaksSection } from './peaks-section.tsx';
import { PhotographedSection } from './photographed-section.tsx';
import { TurnoutSection } from './turnout-section.tsx';

/** `/estimates`: what the numbers look like, as far as one is willing to assume something. Never a country's shares. */
export function EstimatesPage({ site, look }: { readonly site: Site; readonly look: Look }): VNode {
  const { t, language, links } = look;
  const { edition } = site;
  const estimates = site.estimates();
  const names = edition.election.choices.map(({ name }) => name[language]);
  const leading = leadingChoice(edition.stations.map(({ official }) => official[0] ?? []));
  const section = { look, names, leading } as const;
  return (
    <PublicPage
      language={language}
      t={t}
      links={links}
      tone="estimate"
      styles="estimates.css"
      path="/estimates"
      title={t('estimates-title')}
      kicker={<a href={links.page('/')}>{edition.election.name[language]}</a>}
      lead={t('estimates-lead')}
      foot={<EditionLine site={site} look={look} />}
    >
      <div class="not-a-finding">
        <p>
          <strong>{t('estimates-not-findings')}</strong>
        </p>
        <p>{t('estimates-not-findings-text')}</p>
        <p>
          <a href={links.page('/')}>{t('estimates-to-findings')}</a> ·{' '}
          <a href={links.page('/data')}>{t('estimates-data')}</a>
        </p>
      </div>
      <TurnoutSection {...section} estimates={estimates.turnoutAndShare} />
      <EarlySection {...section} estimates={estimates.early} />
      <PeaksSection {...section} estimates={estimates.peaks} />
      <PhotographedSection look={look} names={names} estimates={estimates.photographed} />
    </PublicPage>
  );
}

/** The choice with most official votes, which charts show; tables have all. */
function leadingChoice(official: readonly (readonly (number | null)[])[]): number {
  const sums: number[] = [];
  for (const of of official) {
    for (const [choice, votes] of of.entries()) sums[choice] = (sums[choice] ?? 0) + (votes ?? 0);
  }
  return Math.max(0, sums.indexOf(Math.max(0, ...sums)));
}
