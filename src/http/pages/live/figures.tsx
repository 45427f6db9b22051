import type { VNode } from 'preact';
import type { LiveMarch } from '../../../actions/marches/live-marches.ts';
import { countryCount, ROUND_TO } from '../../../domain/marches/published.ts';
import { curveSvg } from '../../charts/march-curve.ts';
import { countText, type MarchWords } from '../../charts/march-picture.ts';

/** By which a page and a stream know what has been seen. */
export function versionOf({ march, latest }: LiveMarch): string {
  return `${march.state}-${latest?.window ?? 'none'}`;
}

/** Everything of a march that moves: the big number, the curve, the zones. */
export function LiveFigures({ live, words }: { readonly live: LiveMarch; readonly words: MarchWords }): VNode {
  const { t, language, timeZone } = words;
  const { march, latest, curve, phase, plusMinus } = live;
  const verified = countryCount(latest?.verified ?? []);
  const unverified = countryCount(latest?.unverified ?? []);
  const time = new Intl.DateTimeFormat(language, { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit' });
  return (
    <>
      <section class="live-now">
        <p class="live-count">{latest === undefined ? t(`live-nothing-${phase}`) : countText(verified, words)}</p>
        <p class="live-label">{t('live-check-ins')}</p>
        {latest !== undefined && (
          <>
            <p>{t('live-unverified', { count: countText(unverified, words) })}</p>
            <p class="muted small">
              {t(phase === 'open' ? 'live-at' : 'live-last', { time: time.format(latest.at) })}{' '}
              {t('live-accuracy', { step: ROUND_TO, plusMinus })}
            </p>
          </>
        )}
      </section>
      {curve.length > 0 && (
        <figure class="live-curve">
          <Svg
            svg={curveSvg(
              { points: curve, startsAt: march.startsAt, endsAt: march.endsAt, timeZone, language },
              LOOK,
              t('live-curve'),
            )}
          />
          <figcaption class="muted small">{t('live-curve-note')}</figcaption>
        </figure>
      )}
      {latest !== undefined && (
        <table class="live-zones">
          <caption>{t('live-zones')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('live-zone')}</th>
              <th scope="col" class="numeric">
                {t('live-verified')}
              </th>
              <th scope="col" class="numeric">
                {t('live-unverified-short')}
              </th>
            </tr>
          </thead>
          <tbody>
            {march.definition.zones.map(({ name }, zone) => (
              <tr key={zone}>
                <th scope="row">{name[language]}</th>
                <td class="numeric">{countText(latest.verified[zone] ?? null, words)}</td>
                <td class="numeric">{countText(latest.unverified[zone] ?? null, words)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

const LOOK = { width: 560, height: 200, theme: 'page' } as const;

/** A picture of our own making, in the page itself, so that it changes together with the numbers. */
function Svg({ svg }: { readonly svg: string }): VNode {
  return <div dangerouslySetInnerHTML={{ __html: svg }} />;
}
