import type { VNode } from 'preact';
import type { Look } from '../look.ts';
import type { SiteRegion } from '../site.ts';
import { type SiteStation, STANDINGS } from '../site-station.ts';
import { shortName } from '../station-list.tsx';
import { Labels, largestPlaces, MapFigure, StandingMark } from './country-map.tsx';
import type { Frame } from './frame.ts';
import { DRAWN, spotOf } from './marks.ts';

/** Proven stations that are links of their own on a region's map; the strongest ones. */
const MOST_LINKS = 60;

/**
 * A region's stations on a map. The strongest findings are links; with `only`, those stations are, and the others are
 * there to see where they lie.
 */
export function RegionMap(props: {
  readonly region: SiteRegion;
  readonly look: Look;
  readonly only?: readonly SiteStation[];
}): VNode | null {
  const { region, look, only } = props;
  const { t } = look;
  const shown = only ?? region.stations;
  if (region.chart === undefined) return null;
  const { frame, marks } = region.chart;
  const name = t('site-map-of', { name: region.name });
  const links =
    only ??
    region.stations
      .filter(({ standing }) => standing === 'proven')
      .sort((a, b) => b.missing - a.missing)
      .slice(0, MOST_LINKS);
  const absent = shown.filter((one) => spotOf(frame, one) === undefined).length;
  return (
    <MapFigure look={look}>
      {/* biome-ignore lint/a11y/useSemanticElements: an SVG's links are a group, and there is no element for that in it. */}
      <svg viewBox={`0 0 ${frame.width} ${frame.height}`} role="group" aria-label={name}>
        <defs>
          {STANDINGS.map((one) => (
            <path key={one} id={`m${one[0]}`} d={marks.paths[one]} />
          ))}
        </defs>
        <g class="land">
          {DRAWN.map((one) => (
            <use key={one} href={`#m${one[0]}`} />
          ))}
        </g>
        <g class={only === undefined ? 'marks' : 'marks faint'}>
          {DRAWN.map((one) => (
            <use key={one} href={`#m${one[0]}`} class={one} />
          ))}
        </g>
        <LinkedMarks frame={frame} stations={links} look={look} quiet={only !== undefined} />
        <Labels spots={largestPlaces(frame, shown, only === undefined ? 6 : 4)} />
      </svg>
      <figcaption>
        <ul class="legend">
          {STANDINGS.map((one) => (
            <li key={one}>
              <StandingMark standing={one} />
              {t(`site-standing-${one}`)}
            </li>
          ))}
        </ul>
        <p class="note">
          {t(only === undefined ? 'site-map-region-note' : 'site-map-list-note')}{' '}
          {absent > 0 && t('site-map-absent', { n: absent })}
        </p>
      </figcaption>
    </MapFigure>
  );
}

/** `quiet`: the same links follow in a list, so that whoever reads with the ears or keyboard has them once. */
function LinkedMarks(props: {
  readonly frame: Frame;
  readonly stations: readonly SiteStation[];
  readonly look: Look;
  readonly quiet: boolean;
}): VNode {
  const { frame, stations, quiet } = props;
  const { t, number, links } = props.look;
  return (
    <g class="marks linked" {...(quiet ? { 'aria-hidden': 'true' } : {})}>
      {stations.map((one) => {
        const { station, standing, missing, path } = one;
        const spot = spotOf(frame, one);
        if (spot === undefined) return null;
        const known =
          standing === 'proven'
            ? t('site-row-proven', { missing: number(missing) })
            : t(`site-standing-${standing}-short`);
        const name = `${shortName(station.name, station.code)}, ${station.levels.at(-1)}: ${known}`;
        return (
          <a key={path} href={links.page(path)} {...(quiet ? { tabindex: -1 } : { 'aria-label': name })}>
            <title>{name}</title>
            <path class={standing} d={`M${spot.x} ${spot.y}${LINKED[standing]}`} />
          </a>
        );
      })}
    </g>
  );
}

const LINKED = {
  proven: 'm0-6l6 11h-12z',
  suspect: 'm-5-5l10 10m0-10l-10 10',
  consistent: 'h0',
  nothing: 'h0',
} as const;
