import type { VNode } from 'preact';
import type { TurnoutAndShare } from '../../../../domain/finding/estimates/turnout-and-share.ts';
import { Bars } from './bars.tsx';
import { FiguresTable } from './figures-table.tsx';
import { HeatMap } from './heat-map.tsx';
import { RestsOn } from './rests-on.tsx';
import { decimal, type SectionProps } from './section.ts';

/** How turnout and shares spread over the stations. */
export function TurnoutSection({ look, names, leading, estimates }: SectionProps<TurnoutAndShare>): VNode {
  const { t, number } = look;
  const shown = estimates[leading];
  const name = names[leading] ?? '';
  return (
    <section>
      <h2 id="turnout">{t('estimates-turnout')}</h2>
      <p>{t('estimates-turnout-text')}</p>
      {shown === undefined || shown.stations === 0 ? (
        <p>{t('estimates-nothing')}</p>
      ) : (
        <>
          <Bars
            values={shown.byTurnout}
            labels={['0 %', '50 %', '100 %']}
            alt={t('estimates-by-turnout')}
            caption={t('estimates-by-turnout')}
          />
          <HeatMap
            grid={shown.grid}
            labels={{ x: t('estimates-axis-turnout'), y: name }}
            alt={t('estimates-turnout-grid', { choice: name })}
            caption={t('estimates-turnout-grid', { choice: name })}
          />
          <FiguresTable
            caption={t('estimates-correlation-table')}
            columns={[t('estimates-choice'), t('estimates-used'), t('estimates-correlation')]}
            rows={estimates.map(({ stations, correlation }, at) => [
              names[at],
              number(stations),
              correlation === null ? '–' : decimal(look, correlation),
            ])}
          />
          <p>{t('estimates-correlation-text')}</p>
          <RestsOn estimate={shown} look={look} />
        </>
      )}
    </section>
  );
}
