import type { VNode } from 'preact';
import { BANDS, type EarlyVotes } from '../../../../domain/finding/estimates/early-votes.ts';
import { Bars } from './bars.tsx';
import { FiguresTable } from './figures-table.tsx';
import { RestsOn } from './rests-on.tsx';
import type { SectionProps } from './section.ts';

/** How many voted before election day, by the official numbers. */
export function EarlySection({ look, names, leading, estimates }: SectionProps<EarlyVotes>): VNode {
  const { t, number, percent } = look;
  const shown = estimates[leading];
  const name = names[leading] ?? '';
  return (
    <section>
      <h2 id="early">{t('estimates-early')}</h2>
      <p>{t('estimates-early-text')}</p>
      {shown === undefined || shown.quartiles === null ? (
        <p>{t('estimates-early-nothing')}</p>
      ) : (
        <>
          <p>
            {t('estimates-early-figures', {
              early: number(shown.early),
              turnout: number(shown.turnout),
              part: percent(shown.early / shown.turnout),
              low: percent(shown.quartiles[0]),
              middle: percent(shown.quartiles[1]),
              high: percent(shown.quartiles[2]),
            })}
          </p>
          <Bars
            values={shown.byEarly}
            labels={['0 %', '50 %', '100 %']}
            alt={t('estimates-by-early')}
            caption={t('estimates-by-early')}
          />
          <FiguresTable
            caption={t('estimates-early-table', { choice: name })}
            columns={[t('estimates-early-band'), t('estimates-used'), t('estimates-early-share', { choice: name })]}
            rows={shown.shareByBand.map((share, band) => [
              `${(band * 100) / BANDS}–${((band + 1) * 100) / BANDS} %`,
              number(shown.byEarly[band] ?? 0),
              share === null ? '–' : percent(share),
            ])}
          />
          <RestsOn estimate={shown} look={look} />
        </>
      )}
    </section>
  );
}
