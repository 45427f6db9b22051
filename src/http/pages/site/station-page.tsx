import type { VNode } from 'preact';
import type { ChoiceFinding } from '../../../domain/finding/station-finding.ts';
import { changeInWords } from './change-in-words.ts';
import type { Look } from './look.ts';
import { StandingMark } from './map/country-map.tsx';
import type { Site } from './site.ts';
import { SiteFrame } from './site-frame.tsx';
import type { SiteStation } from './site-station.ts';
import { StationBars } from './station-bars.tsx';
import { TableHead } from './table-head.tsx';

interface StationProps {
  readonly site: Site;
  readonly one: SiteStation;
  readonly look: Look;
}

/** `/stations/<code>`: one station's numbers side by side, what follows from them, and what speaks against it. */
export function StationPage({ site, one, look }: StationProps): VNode {
  const { t, language, links } = look;
  const { station } = one;
  const { region, list } = site.whereabouts.get(one.path) ?? {};
  const picture = links.stationPicture(station.code, site.edition.number);
  return (
    <SiteFrame
      site={site}
      look={look}
      path={one.path}
      title={station.name}
      tab={`${station.code}, ${station.levels.at(-1)}`}
      kicker={
        <>
          <a href={links.page('/')}>{site.edition.election.name[language]}</a>
          {region !== undefined && (
            <>
              {' › '}
              <a href={links.page(region.path)}>{region.name}</a>
            </>
          )}
          {list !== undefined && (
            <>
              {' › '}
              <a href={links.page(list.path)}>{station.levels.slice(1).join(', ') || t('site-lists')}</a>
            </>
          )}
        </>
      }
      lead={[station.address, t('site-station-code', { code: station.code })].filter(Boolean).join(' · ')}
    >
      <Verdict site={site} one={one} look={look} />
      <section>
        <h2 id="numbers">{t('site-numbers')}</h2>
        <StationBars site={site} one={one} look={look} />
        <Numbers site={site} one={one} look={look} />
        {picture !== undefined && (
          <p class="note">
            <a href={picture}>{t('site-picture')}</a>
          </p>
        )}
      </section>
      <About site={site} one={one} look={look} />
      <History site={site} one={one} look={look} />
    </SiteFrame>
  );
}

/** What the numbers say, in words, and for how many fakes it would not. */
function Verdict({ site, one, look }: StationProps): VNode {
  const { t, number, language } = look;
  const { standing, finding } = one;
  const names = new Map(site.edition.election.choices.map(({ id, name }) => [id, name[language]]));
  const proven = finding.choices.filter(({ missing }) => missing > 0);
  const sentence = ({ choiceId, ours, official, missing }: ChoiceFinding) =>
    t(`site-verdict-${site.edition.basis}`, {
      choice: names.get(choiceId) ?? choiceId,
      official: number(official ?? 0),
      ours: number(ours),
      missing: number(missing),
      n: missing,
    });
  return (
    <section class={`verdict ${standing}`}>
      <h2 id="verdict">
        <StandingMark standing={standing} /> {t(`site-standing-${standing}`)}
      </h2>
      {finding.suspicions.length > 0 && (
        <>
          <p>{t('site-flags-lead')}</p>
          <ul>
            {finding.suspicions.map((flag) => (
              <li key={flag}>{t(`site-flag-${flag}`)}</li>
            ))}
          </ul>
        </>
      )}
      {proven.map((choice) => (
        <p key={choice.choiceId}>{sentence(choice)}</p>
      ))}
      {standing === 'consistent' && <p>{t('site-verdict-consistent')}</p>}
      {standing === 'nothing' && <p>{t(finding.hasOfficial ? 'site-verdict-no-ours' : 'site-verdict-no-official')}</p>}
    </section>
  );
}

/** Every number that we have of the station, a column for each source. */
function Numbers({ site, one, look }: StationProps): VNode {
  const { t, number, language } = look;
  const { edition } = site;
  const { station, finding } = one;
  const shown = (value: number | null | undefined) =>
    value === null || value === undefined ? <span class="soft">{t('site-no-number')}</span> : number(value);
  return (
    <section class="scrolls" aria-label={t('site-numbers')} tabindex={0}>
      <table>
        <TableHead
          first={t('site-choice')}
          numbers={[
            t(`site-ours-${edition.basis}`),
            ...edition.sources.map(({ source }, at) => (
              <>
                {t(`site-source-${source}`)}
                {at === 0 && edition.sources.length > 1 && <small> {t('site-source-compared')}</small>}
              </>
            )),
            t('site-column-missing'),
          ]}
        />
        <tbody>
          {edition.election.choices.map(({ id, name }, at) => {
            const missing = finding.choices[at]?.missing ?? 0;
            return (
              <tr key={id} class={missing > 0 ? 'stands-out' : undefined}>
                <th scope="row">{name[language]}</th>
                <td class="numeric">{shown(station.ours[at])}</td>
                {edition.sources.map(({ source }, of) => (
                  <td key={source} class="numeric">
                    {shown(station.official[of]?.[at])}
                  </td>
                ))}
                <td class="numeric">{missing > 0 ? <strong>{number(missing)}</strong> : '–'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** What else is known of the station, what may speak against ourselves among it. */
function About({ site, one, look }: StationProps): VNode {
  const { t, number } = look;
  const { station } = one;
  const { signs } = station;
  const total = station.ours.reduce((sum, count) => sum + count, 0);
  const rows: [string, number | null][] = [
    [t('site-about-registered'), station.registeredVoters],
    [t('site-about-turnout'), station.officialTurnout],
    [t('site-about-early'), station.officialEarly],
    [t('site-about-ours'), total],
    ...(site.edition.basis === 'declared'
      ? []
      : ([
          [t('site-about-unverified'), signs.fromUnverified],
          [t('site-about-busiest'), signs.onBusiestDay],
          [t('site-about-near-duplicates'), signs.nearDuplicates],
        ] as [string, number][])),
  ];
  return (
    <section>
      <h2 id="about">{t('site-about')}</h2>
      <dl class="facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value === null ? t('site-no-number') : number(value)}</dd>
          </div>
        ))}
      </dl>
      <p class="note">{t('site-about-note')}</p>
    </section>
  );
}

/** What was different in earlier editions. */
function History({ site, one, look }: StationProps): VNode {
  const { t, day, links } = look;
  const changed = site.history.get(one.station.code) ?? [];
  return (
    <section>
      <h2 id="history">{t('site-history')}</h2>
      {changed.length === 0 ? (
        <p>{t('site-history-none')}</p>
      ) : (
        <ol class="history">
          {changed.map(({ edition, changes }) => (
            <li key={edition.number}>
              <a href={links.page('/editions')}>
                {t('site-edition', { number: edition.number, day: day(edition.publishedOn) })}
              </a>
              <ul>
                {changes.map((change) => (
                  <li key={change.what}>{changeInWords(change, site.edition.election, look)}</li>
                ))}
              </ul>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
