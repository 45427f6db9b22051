import { closeness, parseStationQuery } from '../domain/station-search.ts';
import { distanceInMetres, type Place } from '../domain/stations.ts';
import type { Queryable } from './database.ts';
import { wordsLike } from './station-words.ts';

/** What people are shown of a station. */
export interface StationSummary {
  readonly id: string;
  readonly code: string;
  readonly levels: readonly string[];
  readonly name: string;
  readonly address: string;
}

export interface Paging {
  readonly limit: number;
  readonly offset: number;
}

export interface StationPage {
  readonly total: number;
  readonly rows: readonly StationSummary[];
}

/** The way down from region to station, one step of it. */
export type LevelPage =
  | {
      readonly kind: 'levels';
      readonly total: number;
      readonly rows: readonly { readonly name: string; readonly stations: number }[];
    }
  | ({ readonly kind: 'stations' } & StationPage);

/** One typed word or number: how it may stand in a search text, and what each way of it is worth. */
interface Term {
  /** One of these has to be found. */
  readonly any: readonly string[];
  /** The best of these that is found counts. */
  readonly scores: readonly { readonly like: string; readonly score: number }[];
}

/** What a town's name is worth next to the same word in a street's or a region's. */
const TOWN = 1.25;

const SUMMARY = 'id, code, levels, name, address';

/** Codes in the order that people expect: A-2 before A-10. */
const BY_CODE = 'length(code), code';

/** This many words are tried for a typed one that exists nowhere, and for one that exists, but not beside the others. */
const MAX_SPELLINGS = { ofUnknown: 3, ofKnown: 6 };

export async function findStation(
  queryable: Queryable,
  electionId: string,
  id: string,
): Promise<StationSummary | undefined> {
  const { rows } = await queryable.query<StationSummary>(
    `select ${SUMMARY} from stations where election_id = $1 and id = $2`,
    [electionId, id],
  );
  return rows[0];
}

/** Stations by id. */
export async function findStations(
  queryable: Queryable,
  electionId: string,
  ids: readonly string[],
): Promise<Map<string, StationSummary>> {
  const { rows } = await queryable.query<StationSummary>({
    name: 'find-stations',
    text: `select ${SUMMARY} from stations where election_id = $1 and id = any($2::uuid[])`,
    values: [electionId, ids],
  });
  return new Map(rows.map((station) => [station.id, station]));
}

/**
 * Stations by what somebody typed, best first: a code (`01-010-0001`), a number (`1`, `№ 1`), words of
 * town, street or building, or words and a number (`Брест 1`). Each word and number must be found; words
 * may be cut short. Only when nothing is found so, mistyped words are replaced by the nearest ones that
 * the election's stations have.
 */
export async function searchStations(
  queryable: Queryable,
  electionId: string,
  text: string,
  paging: Paging,
): Promise<StationPage> {
  const { code, numbers, words } = parseStationQuery(text);
  if (code !== undefined) {
    const exact = await match(queryable, electionId, [exactly(`c${code}`, 1)], paging);
    if (exact.total > 0) return exact;
  }
  const numbered = numbers.map((number) => numberTerm(number, words.length > 0));
  const literal = await match(queryable, electionId, [...words.map((word) => wordTerm(word)), ...numbered], paging);
  if (literal.total > 0 || words.length === 0) return literal;

  const spelled = await spellings(queryable, electionId, words);
  return spelled ? match(queryable, electionId, [...spelled, ...numbered], paging) : literal;
}

/** The stations nearest to a place, the nearest first; those without coordinates never. */
export async function nearestStations(
  queryable: Queryable,
  electionId: string,
  place: Place,
  limit: number,
): Promise<readonly (StationSummary & { readonly metresAway: number })[]> {
  // The haversine of `distanceInMetres`: it grows with the distance, which is all that sorting needs.
  const { rows } = await queryable.query<StationSummary & Place>(
    `select ${SUMMARY}, latitude, longitude from stations
     where election_id = $1 and latitude is not null
     order by power(sind((latitude - $2) / 2), 2)
       + cosd($2) * cosd(latitude) * power(sind((longitude - $3) / 2), 2), ${BY_CODE}
     limit $4`,
    [electionId, place.latitude, place.longitude, limit],
  );
  return rows.map(({ latitude, longitude, ...station }) => ({
    ...station,
    metresAway: Math.round(distanceInMetres(place, { latitude, longitude })),
  }));
}

/**
 * What lies below a path of levels: the next level's names with their numbers of stations or, where no
 * station goes deeper, the stations. A station that ends above others (`Minsk` beside `Minsk`, `Kalodziščy`)
 * is found under a next level with the name of its own last one.
 */
export async function stationLevels(
  queryable: Queryable,
  electionId: string,
  path: readonly string[],
  { limit, offset }: Paging,
): Promise<LevelPage> {
  const depth = path.length;
  const below = `from stations where election_id = $1
    and (levels[1:${depth}] = $2::text[] or ($3 and levels = ($2::text[])[1:${depth - 1}]))`;
  const endsAbove = depth > 1 && path[depth - 1] === path[depth - 2];
  const scope = [electionId, path, endsAbove];
  const size = await queryable.query<{ stations: number; names: number; deeper: boolean | null }>(
    `select count(*)::int as stations, count(distinct coalesce(levels[${depth + 1}], levels[${depth}]))::int as names,
       bool_or(cardinality(levels) > ${depth}) as deeper ${below}`,
    scope,
  );
  const { stations, names, deeper } = size.rows[0] ?? { stations: 0, names: 0, deeper: false };
  if (deeper) {
    const { rows } = await queryable.query<{ name: string; stations: number }>(
      `select coalesce(levels[${depth + 1}], levels[${depth}]) as name, count(*)::int as stations ${below}
       group by 1 order by coalesce(levels[${depth + 1}], levels[${depth}]) collate "und-x-icu", 1 limit $4 offset $5`,
      [...scope, limit, offset],
    );
    return { kind: 'levels', total: names, rows };
  }
  const { rows } = await queryable.query<StationSummary>(
    `select ${SUMMARY} ${below} order by ${BY_CODE} limit $4 offset $5`,
    [...scope, limit, offset],
  );
  return { kind: 'stations', total: stations, rows };
}

function exactly(token: string, score: number): Term {
  return { any: [`% ${token} %`], scores: [{ like: `% ${token} %`, score }] };
}

function wordTerm(word: string, worth = 1): Term {
  return {
    any: [`% ${word}%`],
    scores: [
      { like: `% t0${word} %`, score: worth * TOWN },
      { like: `% ${word} %`, score: worth },
      { like: `% t0${word}%`, score: worth * TOWN * 0.9 },
      { like: `% ${word}%`, score: worth * 0.9 },
    ],
  };
}

/** Next to words a number may be a house's or a school's, too: the station's own comes first. */
function numberTerm(number: string, besideWords: boolean): Term {
  const own = { like: `% n${number} %`, score: 1 };
  if (!besideWords) return exactly(`n${number}`, 1);
  const other = { like: `% ${number} %`, score: 0.75 };
  return { any: [own.like, other.like], scores: [own, other] };
}

/**
 * The terms with the nearest words that exist in place of typed ones, or undefined when one is near to
 * nothing. A word that exists stays as it is beside one that does not.
 */
async function spellings(
  queryable: Queryable,
  electionId: string,
  words: readonly string[],
): Promise<Term[] | undefined> {
  const near = new Map<string, readonly string[]>();
  for (const typed of words) near.set(typed, await wordsLike(queryable, electionId, typed));
  const exists = (typed: string) =>
    /\d/.test(typed) || near.get(typed)?.some((word) => word.startsWith(typed)) === true;
  const someDoNot = words.some((typed) => !exists(typed));
  const terms = words.map((typed) =>
    exists(typed) && someDoNot ? wordTerm(typed) : spelledTerm(typed, near.get(typed) ?? [], someDoNot),
  );
  return terms.some(({ any }) => any.length === 0) ? undefined : terms;
}

/** With `nearestOnly`, words that are much farther off than the best are left out. */
function spelledTerm(typed: string, near: readonly string[], nearestOnly: boolean): Term {
  const scored = near
    .flatMap((word) => {
      const score = closeness(typed, word);
      return score === undefined ? [] : [{ word: word.startsWith(typed) ? typed : word, score }];
    })
    .sort((a, b) => b.score - a.score || a.word.length - b.word.length);
  const stems: { word: string; score: number }[] = [];
  const most = nearestOnly ? MAX_SPELLINGS.ofUnknown : MAX_SPELLINGS.ofKnown;
  for (const found of scored) {
    if (nearestOnly && found.score < (scored[0]?.score ?? 0) - 0.15) break;
    if (stems.length < most && !stems.some(({ word }) => found.word.startsWith(word))) stems.push(found);
  }
  const terms = stems.map(({ word, score }) => wordTerm(word, score));
  return { any: terms.flatMap(({ any }) => any), scores: terms.flatMap(({ scores }) => scores) };
}

/** Stations in which every term is found, ordered by the sum of what was found. */
async function match(
  queryable: Queryable,
  electionId: string,
  terms: readonly Term[],
  { limit, offset }: Paging,
): Promise<StationPage> {
  if (terms.length === 0) return { total: 0, rows: [] };
  const values: string[] = [];
  const placeholder = (like: string) => {
    if (!values.includes(like)) values.push(like);
    return `$${values.indexOf(like) + 4}`;
  };
  // `like` with the trigram index costs a hundredth of `<%` on texts of this length. A pattern that the
  // planner knew would often make it read the whole table, because it takes `like` for cheaper than it is.
  const where = terms
    .map(({ any }) => `(${any.map((like) => `search_text like (select ${placeholder(like)})`).join(' or ')})`)
    .join(' and ');
  const score = terms
    .map(({ scores }) => {
      const best = [...scores].sort((a, b) => b.score - a.score);
      // One of them is found for certain, so that the last needs no look.
      const last = best.pop()?.score ?? 0;
      return best.length === 0
        ? `${last}`
        : `case ${best.map((s) => `when search_text like ${placeholder(s.like)} then ${s.score}`).join(' ')} else ${last} end`;
    })
    .join(' + ');
  const { rows } = await queryable.query<{ total: number } & (StationSummary | { id: null })>(
    `with found as materialized (
       select ${SUMMARY}, ${score} as score from stations where election_id = $1 and ${where}
     )
     select (select count(*)::int from found) as total, page.*
     from (select) as always left join (
       select ${SUMMARY} from found order by score desc, ${BY_CODE} limit $2 offset $3
     ) as page on true`,
    [electionId, limit, offset, ...values],
  );
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.flatMap(({ total: _, ...station }) => (station.id === null ? [] : [station])),
  };
}

/** Which of these paths of levels no station of the election lies below. */
export async function unknownPlaces(
  queryable: Queryable,
  electionId: string,
  paths: readonly (readonly string[])[],
): Promise<readonly (readonly string[])[]> {
  if (paths.length === 0) return [];
  const { rows } = await queryable.query<{ path: string[] }>(
    `select wanted.path from (select array(select jsonb_array_elements_text(p)) as path from jsonb_array_elements($2) p) wanted
     where not exists (select from stations where election_id = $1 and levels[1:cardinality(wanted.path)] = wanted.path)`,
    [electionId, JSON.stringify(paths)],
  );
  return rows.map(({ path }) => path);
}
