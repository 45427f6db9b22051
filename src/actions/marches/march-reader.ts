import { randomUUID } from 'node:crypto';
import { dayOf } from '../../domain/days.ts';
import type { Language } from '../../domain/languages.ts';
import { countryCount } from '../../domain/marches/published.ts';
import { zoneOf } from '../../domain/marches/zones.ts';
import type { Place } from '../../domain/stations.ts';
import type { Database } from '../../storage/database.ts';
import { addMarchPicture, findMarchPicture } from '../../storage/march-series.ts';
import { addPicture } from '../../storage/pictures.ts';
import { atMost } from '../at-most.ts';
import type { MarchView } from '../look-ups.ts';
import { remembered } from '../results/remembered.ts';
import type { LiveMarch, LiveMarches } from './live-marches.ts';

/** What dialogues read about marches. */
export interface MarchReader {
  view(): Promise<MarchView | undefined>;
  zoneAt(
    marchId: string,
    place: Place,
    nearest: { readonly levels: readonly string[]; readonly metresAway: number } | undefined,
  ): Promise<number | undefined>;
  picture(marchId: string, zone: number | null, language: Language): Promise<string | undefined>;
}

/** Where there are none. */
export const NO_MARCHES: MarchReader = {
  view: async () => undefined,
  zoneAt: async () => undefined,
  picture: async () => undefined,
};

export interface MarchReaderDeps {
  readonly database: Pick<Database, 'pool'>;
  readonly live: LiveMarches;
  readonly timeZone: () => Promise<string>;
  /** Draws the published counts as a PNG. */
  readonly draw: (live: LiveMarch, zone: number | null, language: Language, timeZone: string) => Promise<Buffer>;
  readonly now: () => Date;
}

/** A window's pictures are asked for until the next one. */
const PICTURE_MS = 60_000;
const MOST_PICTURES = 1_000;
/** A new window is asked for in every zone and language at once; each picture takes some megabytes while it is drawn. */
const DRAWN_AT_ONCE = 2;
const WHOLE_COUNTRY = -1;

/** Reads marches for dialogues. A picture is drawn once for everybody who speaks a language and walks in a zone. */
export function createMarchReader(deps: MarchReaderDeps): MarchReader {
  const { live, now } = deps;
  const drawing = { ...deps, draw: atMost(DRAWN_AT_ONCE, deps.draw) };
  const picture = remembered({ read: (key) => keptPicture(drawing, key), forMs: PICTURE_MS, most: MOST_PICTURES, now });
  return {
    async view() {
      const current = await live.current();
      return current && viewOf(current, await deps.timeZone());
    },
    async zoneAt(marchId, place, nearest) {
      const found = await live.byId(marchId);
      return found && zoneOf(place, found.march.definition.zones, nearest);
    },
    async picture(marchId, zone, language) {
      const found = await live.byId(marchId);
      if (found?.latest === undefined) return undefined;
      return picture(JSON.stringify([marchId, found.latest.window, zone ?? WHOLE_COUNTRY, language]));
    },
  };
}

async function keptPicture(deps: MarchReaderDeps, key: string): Promise<string | undefined> {
  const { database, live, draw, timeZone, now } = deps;
  const [marchId, window, zone, language] = JSON.parse(key) as [string, number, number, Language];
  const known = await findMarchPicture(database.pool, { marchId, window, zone, language });
  if (known !== undefined) return known;
  const found = await live.byId(marchId);
  if (found?.latest?.window !== window) return undefined;
  const bytes = await draw(found, zone === WHOLE_COUNTRY ? null : zone, language, await timeZone());
  const id = randomUUID();
  await addPicture(database.pool, id, { mediaType: 'image/png', bytes }, dayOf(now()));
  await addMarchPicture(database.pool, { marchId, window, zone, language }, id);
  return id;
}

function viewOf({ march, phase, latest, plusMinus }: LiveMarch, timeZone: string): MarchView {
  const { id, definition, startsAt, endsAt, windowSeconds, validMinutes } = march;
  return {
    id,
    name: definition.name,
    phase,
    startsAt,
    endsAt,
    timeZone,
    windowSeconds,
    validMinutes,
    zones: definition.zones.map(({ name }) => name),
    count: latest && { zones: latest.verified, country: countryCount(latest.verified), plusMinus },
  };
}
