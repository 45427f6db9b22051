import type { VNode } from 'preact';
import type { Estimate } from '../../../../domain/finding/estimates/estimate.ts';
import type { Look } from '../look.ts';

/** What an estimate assumes, and what does not follow from it; and how many stations it rests on. */
export function RestsOn({ estimate, look }: { readonly estimate: Estimate; readonly look: Look }): VNode {
  const { t, number } = look;
  const { assumptions, limits, stations, leftOut } = estimate;
  return (
    <div class="rests-on">
      <h3>{t('estimates-assumptions')}</h3>
      <ul>
        {assumptions.map((one) => (
          <li key={one}>{t(`estimates-assumption-${one}`)}</li>
        ))}
      </ul>
      <h3>{t('estimates-limits')}</h3>
      <ul>
        {limits.map((one) => (
          <li key={one}>{t(`estimates-limit-${one}`)}</li>
        ))}
      </ul>
      <p>{t('estimates-stations', { stations: number(stations), leftOut: number(leftOut) })}</p>
    </div>
  );
}
