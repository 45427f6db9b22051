import type { VNode } from 'preact';
import type { IntegerPeaks } from '../../../../domain/finding/estimates/integer-peaks.ts';
import { Bars } from './bars.tsx';
import { FiguresTable } from './figures-table.tsx';
import { RestsOn } from './rests-on.tsx';
import { decimal, type SectionProps } from './section.ts';

/** Whole percentages: how many stations have one, and how many would by chance. */
export function PeaksSection({ look, names, leading, estimates }: SectionProps<IntegerPeaks>): VNode {
  const { t, number } = look;
  const [turnout, ...shares] = estimates;
  const charts = [turnout, shares[leading]].filter((one) => one !== undefined && one.stations > 0);
  const nameOf = (one: IntegerPeaks, at: number) =>
    one.of === 'turnout' ? t('estimates-axis-turnout') : (names[at - 1] ?? '');
  return (
    <section>
      <h2 id="peaks">{t('estimates-peaks')}</h2>
      <p>{t('estimates-peaks-text')}</p>
      {turnout === undefined || charts.length === 0 ? (
        <p>{t('estimates-nothing')}</p>
      ) : (
        <>
          {charts.map((one) => {
            if (one === undefined) return null;
            const what = one.of === 'turnout' ? t('estimates-axis-turnout') : (names[leading] ?? '');
            return (
              <Bars
                key={what}
                // The whole number in the middle, the tenths below and above it on its sides.
                values={inTheMiddle(one.byFraction.map(({ stations }) => stations))}
                expected={inTheMiddle(one.byFraction.map(({ expected }) => expected))}
                labels={['−0.4', t('estimates-whole'), '+0.5']}
                alt={t('estimates-peaks-chart', { what })}
                caption={t('estimates-peaks-chart', { what })}
              />
            );
          })}
          <FiguresTable
            caption={t('estimates-peaks')}
            columns={[
              t('estimates-peaks-of'),
              t('estimates-used'),
              t('estimates-peaks-whole'),
              t('estimates-peaks-expected'),
              t('estimates-peaks-excess'),
            ]}
            rows={estimates.map((one, at) => [
              nameOf(one, at),
              number(one.stations),
              number(one.whole),
              `${decimal(look, one.expected, 1)} ± ${decimal(look, one.standardDeviation, 1)}`,
              one.excess === null ? '–' : `${decimal(look, one.excess, 1)} σ`,
            ])}
          />
          <p>{t('estimates-peaks-sigma')}</p>
          <RestsOn estimate={turnout} look={look} />
        </>
      )}
    </section>
  );
}

/** From 0 to 9 tenths to −0.4 … +0.5. */
function inTheMiddle(tenths: readonly number[]): number[] {
  return [...tenths.slice(6), ...tenths.slice(0, 6)];
}
