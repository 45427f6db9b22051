import type { VNode } from 'preact';
import type { ChoiceTotals } from '../../../domain/finding/totals.ts';
import type { Look } from './look.ts';
import { CountryMap } from './map/country-map.tsx';
import type { Site, SiteRegion } from './site.ts';
import { SiteFrame } from './site-frame.tsx';
import { TableHead } from './table-head.tsx';

/** `/`: what an edition proves, where, and what it does not say. */
export function HomePage({ site, look }: { readonly site: Site; readonly look: Look }): VNode {
  const { t, number, language, links } = look;
  const { edition, finding } = site;
  const { country } = finding;
  const name = edition.election.name[language];
  const headline =
    country.proven === 0
      ? t('site-headline-none')
      : t('site-headline', { missing: number(country.missing), n: country.proven, stations: number(country.proven) });
  return (
    <SiteFrame
      site={site}
      look={look}
      path="/"
      wide
      title={headline}
      tab={name}
      kicker={name}
      description={headline}
      lead={t(`site-lead-${edition.basis}`)}
      script="map.js"
    >
      <Figures site={site} look={look} />
      <section>
        <h2 id="map">{t('site-map-title')}</h2>
        <CountryMap site={site} look={look} />
        <p>
          <a class="button" href={links.page('/find')}>
            {t('site-find-title')}
          </a>
        </p>
      </section>
      <DoesNotSay look={look} />
      <section>
        <h2 id="choices">{t('site-choices')}</h2>
        <ChoiceTable choices={country.choices} site={site} look={look} />
      </section>
      <section>
        <h2 id="regions">{t('site-regions')}</h2>
        <RegionTable regions={site.regions} look={look} />
      </section>
      <LeftOut site={site} look={look} />
      <CheckIt look={look} />
    </SiteFrame>
  );
}

/** The headline in figures, with what it rests on. */
function Figures({ site, look: { t, number, percent } }: { readonly site: Site; readonly look: Look }): VNode {
  const { country } = site.finding;
  const share = (part: number, of: number) => (of === 0 ? '' : percent(part / of));
  return (
    <dl class="figures-row">
      <div>
        <dt>{t('site-figure-proven')}</dt>
        <dd>
          <strong>{number(country.proven)}</strong>
          <span>
            {t('site-figure-proven-note', {
              share: share(country.proven, country.compared),
              compared: number(country.compared),
            })}
          </span>
        </dd>
      </div>
      <div>
        <dt>{t('site-figure-missing')}</dt>
        <dd>
          <strong>{number(country.missing)}</strong>
          <span>{t('site-figure-missing-note')}</span>
        </dd>
      </div>
      <div>
        <dt>{t('site-figure-coverage')}</dt>
        <dd>
          <strong>{share(country.compared, country.stations)}</strong>
          <span>
            {t('site-figure-coverage-note', {
              compared: number(country.compared),
              stations: number(country.stations),
              ours: number(country.withOurs),
              official: number(country.withOfficial),
            })}
          </span>
        </dd>
      </div>
    </dl>
  );
}

/** What a reader must not take from the headline. */
export function DoesNotSay({ look: { t, links } }: { readonly look: Look }): VNode {
  return (
    <section class="limits">
      <h2 id="limits">{t('site-limits')}</h2>
      <ul>
        <li>{t('site-limits-share')}</li>
        <li>{t('site-limits-elsewhere')}</li>
        <li>{t('site-limits-phones')}</li>
        <li>{t('site-limits-who')}</li>
      </ul>
      <p>
        <a href={links.page('/method')}>{t('site-limits-method')}</a>
      </p>
    </section>
  );
}

/** What is proven for each choice. Shares of photos are not among it: they say nothing about the country. */
export function ChoiceTable(props: {
  readonly choices: readonly ChoiceTotals[];
  readonly site: Site;
  readonly look: Look;
}): VNode {
  const { t, number, language } = props.look;
  const names = new Map(props.site.edition.election.choices.map(({ id, name }) => [id, name[language]]));
  return (
    <section class="scrolls" aria-label={t('site-choices')} tabindex={0}>
      <table>
        <TableHead
          first={t('site-choice')}
          numbers={[
            t('site-column-proven'),
            t('site-column-missing'),
            t('site-column-median'),
            t('site-column-largest'),
            t('site-column-few'),
          ]}
        />
        <tbody>
          {props.choices.map((choice) => (
            <tr key={choice.choiceId} class={choice.proven > 0 ? undefined : 'soft'}>
              <th scope="row">{names.get(choice.choiceId)}</th>
              <td class="numeric">{number(choice.proven)}</td>
              <td class="numeric">{number(choice.missing)}</td>
              <td class="numeric">{number(choice.medianExcess)}</td>
              <td class="numeric">{number(choice.largestExcess)}</td>
              <td class="numeric">{number(choice.byFiveOrFewer)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function RegionTable({ regions, look }: { readonly regions: readonly SiteRegion[]; readonly look: Look }): VNode {
  const { t, number, links } = look;
  return (
    <section class="scrolls" aria-label={t('site-regions')} tabindex={0}>
      <table>
        <TableHead
          first={t('site-region')}
          numbers={[
            t('site-column-proven'),
            t('site-column-missing'),
            t('site-column-compared'),
            t('site-column-stations'),
            t('site-column-left-out'),
          ]}
        />
        <tbody>
          {regions.map(({ name, path, totals, counted, stations }) => (
            <tr key={path} class={counted ? undefined : 'soft'}>
              <th scope="row">
                <a href={links.page(path)}>{name}</a>
                {!counted && <small> {t('site-region-not-counted')}</small>}
              </th>
              <td class="numeric">{counted ? number(totals.proven) : '–'}</td>
              <td class="numeric">{counted ? number(totals.missing) : '–'}</td>
              <td class="numeric">{counted ? number(totals.compared) : '–'}</td>
              <td class="numeric">{number(stations.length)}</td>
              <td class="numeric">{counted ? number(totals.leftOut) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Stations that no total counts, and what the totals would be with them. */
function LeftOut({ site, look }: { readonly site: Site; readonly look: Look }): VNode | null {
  const { t, number } = look;
  const { country, countryWithSuspect: all } = site.finding;
  if (country.leftOut === 0 && site.edition.except.length === 0) return null;
  return (
    <section>
      <h2 id="left-out">{t('site-left-out')}</h2>
      {country.leftOut > 0 && (
        <p>
          {t('site-left-out-text', {
            n: country.leftOut,
            stations: number(country.leftOut),
            proven: number(all.proven),
            missing: number(all.missing),
          })}
        </p>
      )}
      {site.edition.except.length > 0 && (
        <p>{t('site-left-out-regions', { regions: site.edition.except.join(', ') })}</p>
      )}
    </section>
  );
}

/** Where everything can be had and computed again. */
function CheckIt({ look: { t, links } }: { readonly look: Look }): VNode {
  return (
    <section class="check">
      <h2 id="check">{t('site-check')}</h2>
      <p>{t('site-check-text')}</p>
      <p>
        <a href={links.page('/data')}>{t('site-check-data')}</a> ·{' '}
        <a href={links.page('/method')}>{t('site-nav-method')}</a> ·{' '}
        <a href={links.page('/editions')}>{t('site-editions')}</a> ·{' '}
        <a href={links.page('/estimates')}>{t('site-check-estimates')}</a>
      </p>
    </section>
  );
}
