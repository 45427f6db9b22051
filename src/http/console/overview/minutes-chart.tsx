import type { VNode } from 'preact';
import type { Translate } from '../../../i18n/translate.ts';

const WIDTH = 600;
const HEIGHT = 120;
const GAP = 3;

/** A bar a minute, the newest on the right; a minute of which nothing is known is a gap. */
export function MinutesChart(props: {
  readonly minutes: readonly (number | undefined)[];
  readonly t: Translate;
  readonly number: (value: number) => string;
}): VNode {
  const { minutes, t, number } = props;
  const known = minutes.flatMap((value) => (value === undefined ? [] : [Math.round(value)]));
  if (known.length === 0) return <p>{t('overview-updates-none')}</p>;
  const most = Math.max(...known);
  const label = t('overview-updates-chart', {
    minutes: minutes.length,
    least: Math.min(...known),
    most,
  });
  const step = WIDTH / minutes.length;
  return (
    <figure class="minutes">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {minutes.map((value, i) => {
          if (value === undefined) return null;
          // A minute without any is still seen to be known.
          const height = Math.max(1.5, (Math.round(value) / Math.max(most, 1)) * HEIGHT);
          return (
            <rect
              key={i}
              x={(i * step).toFixed(1)}
              y={(HEIGHT - height).toFixed(1)}
              width={(step - GAP).toFixed(1)}
              height={height.toFixed(1)}
            >
              <title>{`${t('overview-minutes-ago', { minutes: minutes.length - i })}: ${number(Math.round(value))}`}</title>
            </rect>
          );
        })}
      </svg>
      <figcaption>
        <span>{t('overview-minutes-ago', { minutes: minutes.length })}</span>
        <span>{t('overview-updates-most', { n: most })}</span>
        <span>{t('overview-now')}</span>
      </figcaption>
    </figure>
  );
}
