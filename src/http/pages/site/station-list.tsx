import type { VNode } from 'preact';
import type { Look } from './look.ts';
import { StandingMark } from './map/country-map.tsx';
import type { SiteStation } from './site-station.ts';

/** Stations with what is known of each, as a list: a page of them is long, and a table's letters add up. */
export function StationList(props: {
  readonly stations: readonly SiteStation[];
  readonly look: Look;
  /** What stands above the list already, and is not said again beside each. */
  readonly heading?: string;
}): VNode {
  const { t, number, links } = props.look;
  return (
    <ul class="stations">
      {props.stations.map(({ station, path, standing, missing }) => (
        <li key={path}>
          <a href={links.page(path)}>{shortName(station.name, station.code)}</a>
          <i>{addressBelow(station, props.heading)}</i>
          <b>
            <StandingMark standing={standing} />
            {standing === 'proven'
              ? t('site-row-proven', { missing: number(missing) })
              : t(`site-standing-${standing}-short`)}
          </b>
        </li>
      ))}
    </ul>
  );
}

function addressBelow({ levels, address }: SiteStation['station'], heading: string | undefined): string {
  const place = levels.at(-1);
  return [place === heading ? undefined : place, address].filter(Boolean).join(', ');
}

/** The number in a station's name is what tells it apart; the rest is the same everywhere. */
export function shortName(name: string, code: string): string {
  const number = /(?:№|#|(?<!\p{L})N[oо]?[º°.]?)\s*(\d+\S*)/iu.exec(name)?.[1];
  return number === undefined ? `${name} · ${code}` : `№ ${number} · ${code}`;
}
