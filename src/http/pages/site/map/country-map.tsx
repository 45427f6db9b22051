import type { ComponentChildren, VNode } from 'preact';
import type { Look } from '../look.ts';
import type { Site, SiteRegion } from '../site.ts';
import { type SiteStation, STANDINGS } from '../site-station.ts';
import { type Frame, frameFor, type Spot } from './frame.ts';
import { DRAWN, MAP_WIDTH, type Marks, marksOf, placeOf, spotOf, stepFor } from './marks.ts';

/** With seven letters a mark, some 40 KB at most. */
const MOST_MARKS = 5_500;

/** All stations that totals count, coloured by what is known of them. A region is a link to its own map. */
export function CountryMap({ site, look }: { readonly site: Site; readonly look: Look }): VNode | null {
  const { t, number } = look;
  const regions = site.regions.filter(({ counted }) => counted);
  const stations = regions.flatMap((region) => region.stations);
  const frame = frameFor(
    stations.flatMap((one) => placeOf(one) ?? []),
    MAP_WIDTH,
  );
  if (frame === undefined) return null;
  const step = stepFor(frame, stations, MOST_MARKS);
  const drawn = regions.map((region, at) => ({ region, id: `r${at}`, marks: marksOf(frame, region.stations, step) }));
  const absent = stations.filter((one) => spotOf(frame, one) === undefined).length;
  return (
    <MapFigure look={look}>
      {/* biome-ignore lint/a11y/useSemanticElements: an SVG's links are a group, and there is no element for that in it. */}
      <svg viewBox={`0 0 ${frame.width} ${frame.height}`} role="group" aria-label={t('site-map-title')}>
        <defs>
          {drawn.map(({ id, marks }) => (
            <MarkPaths key={id} id={id} marks={marks} />
          ))}
        </defs>
        {drawn.map(({ region, id, marks }) => (
          <a key={id} href={look.links.page(region.path)} class="area" aria-label={regionInWords(region, look)}>
            <title>{regionInWords(region, look)}</title>
            <g class="land">
              {DRAWN.map((one) => marks.paths[one] !== '' && <use key={one} href={`#${id}${one[0]}`} />)}
            </g>
          </a>
        ))}
        <g class="marks">
          {DRAWN.flatMap((one) =>
            drawn.map(
              ({ id, marks }) =>
                marks.paths[one] !== '' && <use key={`${id}${one}`} href={`#${id}${one[0]}`} class={one} />,
            ),
          )}
        </g>
        <Labels spots={labelSpots(frame, regions)} />
      </svg>
      <figcaption>
        <Legend site={site} look={look} />
        <p class="note">
          {t('site-map-note')} {absent > 0 && t('site-map-absent', { n: absent })}
          <span class="unseen">{t('site-map-unseen', { stations: number(stations.length) })}</span>
        </p>
      </figcaption>
    </MapFigure>
  );
}

/** What the script that moves maps finds, with the names of its buttons. */
export function MapFigure({
  look: { t },
  children,
}: {
  readonly look: Look;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <figure
      class="map"
      data-map
      data-zoom-in={t('site-map-zoom-in')}
      data-zoom-out={t('site-map-zoom-out')}
      data-zoom-all={t('site-map-zoom-all')}
    >
      {children}
    </figure>
  );
}

function MarkPaths({ id, marks }: { readonly id: string; readonly marks: Marks }): VNode {
  return (
    <>
      {STANDINGS.map((one) => marks.paths[one] !== '' && <path key={one} id={`${id}${one[0]}`} d={marks.paths[one]} />)}
    </>
  );
}

/** What each shape and colour means, and how many stations are that. */
export function Legend({ site, look: { t, number } }: { readonly site: Site; readonly look: Look }): VNode {
  const counted = site.regions.filter((region) => region.counted).flatMap((region) => region.stations);
  return (
    <ul class="legend">
      {STANDINGS.map((one) => (
        <li key={one}>
          <StandingMark standing={one} />
          {t(`site-standing-${one}`)}{' '}
          <span class="count">{number(counted.filter(({ standing }) => standing === one).length)}</span>
        </li>
      ))}
    </ul>
  );
}

/** A standing's shape beside its words. */
export function StandingMark({ standing }: { readonly standing: SiteStation['standing'] }): VNode {
  return (
    <svg class="mark" viewBox="-7 -7 14 14" width="14" height="14" aria-hidden="true">
      <path class={standing} d={MARK_SHAPES[standing]} />
    </svg>
  );
}

const MARK_SHAPES = {
  proven: 'M0-5l5 9h-10z',
  suspect: 'M-4-4l8 8m0-8l-8 8',
  consistent: 'M0 0h0',
  nothing: 'M0 0h0',
} as const;

/** A name on a map. */
export interface Label extends Spot {
  readonly name: string;
}

/** Names on top of everything, which nobody can press. */
export function Labels({ spots }: { readonly spots: readonly Label[] }): VNode {
  return (
    <g class="labels">
      {spots.map(({ name, x, y }) => (
        <text key={name} x={x} y={y - 9} text-anchor={x < 90 ? 'start' : x > MAP_WIDTH - 90 ? 'end' : 'middle'}>
          {name}
        </text>
      ))}
    </g>
  );
}

function regionInWords({ name, totals }: SiteRegion, { t, number }: Look): string {
  const { proven, compared, missing } = totals;
  return t('site-map-region', { name, proven: number(proven), compared: number(compared), missing: number(missing) });
}

/** The largest town of each region, where it is. */
function labelSpots(frame: Frame, regions: readonly SiteRegion[]): Label[] {
  return regions.flatMap(({ stations }) => largestPlaces(frame, stations, 1));
}

/** The places with the most stations, in the middle of these. Places too near to a larger one get no name. */
export function largestPlaces(frame: Frame, stations: readonly SiteStation[], most: number): Label[] {
  const places = new Map<string, Spot[]>();
  for (const one of stations) {
    const spot = spotOf(frame, one);
    const name = one.station.levels[1];
    if (spot === undefined || name === undefined) continue;
    const others = places.get(name);
    if (others === undefined) places.set(name, [spot]);
    else others.push(spot);
  }
  const labels: Label[] = [];
  for (const [name, spots] of [...places].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))) {
    if (labels.length === most) break;
    const label = { name, x: middle(spots.map(({ x }) => x)), y: middle(spots.map(({ y }) => y)) };
    if (labels.every(({ x, y }) => Math.abs(x - label.x) > 110 || Math.abs(y - label.y) > 40)) labels.push(label);
  }
  return labels;
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
