import type { VNode } from 'preact';
import type { Look } from './look.ts';
import type { Site } from './site.ts';
import type { SiteStation } from './site-station.ts';

const WIDTH = 340;
const BAR = 14;
const ROW = 58;
/** Room for the longest number beside its bar. */
const NUMBER = 52;

/**
 * Ours beside what was reported first, a pair of bars a choice. Colours come from the page's style sheet, so that it is
 * right in the dark and on paper; patterns differ as well as colours.
 */
export function StationBars(props: {
  readonly site: Site;
  readonly one: SiteStation;
  readonly look: Look;
}): VNode | null {
  const { edition } = props.site;
  const { t, number, language } = props.look;
  const { choices } = props.one.finding;
  const most = Math.max(1, ...choices.flatMap(({ ours, official }) => [ours, official ?? 0]));
  const rows = choices.flatMap((choice, at) => {
    const name = edition.election.choices[at]?.name[language];
    return name === undefined || (choice.ours <= 0 && (choice.official ?? 0) <= 0) ? [] : [{ name, choice }];
  });
  if (rows.length === 0) return null;
  const scale = (value: number) => Math.round((Math.max(0, value) / most) * (WIDTH - NUMBER) * 10) / 10;
  const [source] = edition.sources;
  return (
    <figure class="bars">
      <ul class="legend" aria-hidden="true">
        <li>
          <svg class="mark" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
            <rect class="ours" width="14" height="14" />
          </svg>
          {t(`site-ours-${edition.basis}`)}
        </li>
        {source !== undefined && (
          <li>
            <svg class="mark" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
              <rect class="official" x="1" y="1" width="12" height="12" />
            </svg>
            {t(`site-source-${source.source}`)}
          </li>
        )}
      </ul>
      <svg viewBox={`0 0 ${WIDTH} ${rows.length * ROW}`} role="img" aria-label={t('site-bars')}>
        {rows.map(({ name, choice: { choiceId, ours, official, missing } }, at) => (
          <g key={choiceId} transform={`translate(0 ${at * ROW})`} class={missing > 0 ? 'stands-out' : undefined}>
            <text class="name" y="14">
              {name}
            </text>
            <rect class="ours" y="20" width={Math.max(scale(ours), 1)} height={BAR} />
            <text x={scale(ours) + 6} y="32">
              {number(ours)}
            </text>
            {official === null ? (
              <text class="soft" y="48">
                {t('site-no-official')}
              </text>
            ) : (
              <>
                <rect class="official" x="1" y="37" width={Math.max(scale(official) - 1, 1)} height={BAR - 2} />
                <text x={scale(official) + 6} y="48">
                  {number(official)}
                </text>
              </>
            )}
          </g>
        ))}
      </svg>
    </figure>
  );
}
