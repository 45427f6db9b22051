import type { VNode } from 'preact';
import type { PhotographedAndOfficial } from '../../../../domain/finding/estimates/photographed.ts';
import { FiguresTable } from './figures-table.tsx';
import { HeatMap } from './heat-map.tsx';
import { RestsOn } from './rests-on.tsx';
import { decimal, type SectionProps } from './section.ts';

/** What we hold of each choice beside what was reported of it. */
export function PhotographedSection({ look, names, leading, estimates }: SectionProps<PhotographedAndOfficial>): VNode {
  const { t, number } = look;
  const shown = estimates[leading];
  const name = names[leading] ?? '';
  return (
    <section>
      <h2 id="photographed">{t('estimates-photographed')}</h2>
      <p>{t('estimates-photographed-text')}</p>
      {shown === undefined || estimates.every(({ stations }) => stations === 0) ? (
        <p>{t('estimates-nothing')}</p>
      ) : (
        <>
          <FiguresTable
            caption={t('estimates-photographed')}
            columns={[
              t('estimates-choice'),
              t('estimates-used'),
              t('estimates-ours'),
              t('estimates-official'),
              t('estimates-per-hundred'),
              t('estimates-per-hundred-stations'),
            ]}
            rows={estimates.map(({ stations, ours, official, perVote }, at) => [
              names[at],
              number(stations),
              number(ours),
              number(official),
              official > 0 ? decimal(look, (ours * 100) / official, 1) : '–',
              perVote === null ? '–' : perVote.map((ratio) => decimal(look, ratio * 100, 1)).join(' · '),
            ])}
          />
          <HeatMap
            grid={shown.grid}
            labels={{ x: t('estimates-axis-ours'), y: t('estimates-axis-official') }}
            alt={t('estimates-photographed-grid', { choice: name })}
            caption={t('estimates-photographed-grid', { choice: name })}
          />
          <RestsOn estimate={shown} look={look} />
        </>
      )}
    </section>
  );
}
