import type { VNode } from 'preact';
import type { PhotographedAndOfficial } from '../../../../domain/finding/estimates/photographed.ts';
import { FiguresTable } from './figures-table.tsx';
import { HeatMap } from './heat-map.tsx';
import { RestsOn } from './rests-on.tsx';
import { decimal, type SectionProps } from './section.ts';

/** What we hold of each choice beside what was reported of it. */
export function PhotographedSection({
  look,
  names,
  estimates,
}: Omit<SectionProps<PhotographedAndOfficial>, 'leading'>): VNode {
  const { t, number } = look;
  // The choice of which we hold most: of the official first one we may hold nothing.
  const held = estimates.map(({ ours }) => ours);
  const most = held.indexOf(Math.max(...held));
  const shown = estimates[most];
  const name = names[most] ?? '';
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
