import { closeness, parseStationQuery, stationSearchText, wordsOf } from './station-search.ts';

/** Stations as a search in memory needs them: by the same rules as the one in the database. */
export interface SearchableTexts {
  readonly texts: readonly string[];
  /** By code, as people expect: A-2 before A-10. */
  readonly order: readonly number[];
  /** Every word of any text, to find out what a mistyped one was meant to be. */
  readonly words: ReadonlySet<string>;
}

/** One typed word or number: what of it may stand in a search text, and what each way is worth. */
type Term = readonly { readonly part: string; readonly score: number }[];

/** What a town's name is worth next to the same word in a street's or a region's. */
const TOWN = 1.25;

/** This many words are tried for a typed one that exists nowhere. */
const SPELLINGS = 3;

/** How much farther off than the nearest word another may be. */
const NEAR = 0.15;

interface SearchableStation {
  readonly code: string;
  readonly levels: readonly string[];
  readonly name: string;
  readonly address: string;
}

/** Stations prepared between two steps: some milliseconds. */
const STEP = 200;

/** Prepares stations for being searched in, in steps, because folding thousands of addresses takes a while. */
export function* searchableTexts(stations: readonly SearchableStation[]): Generator<void, SearchableTexts> {
  const texts: string[] = [];
  const words = new Set<string>();
  for (const [at, station] of stations.entries()) {
    const text = stationSearchText(station);
    texts.push(text);
    for (const word of wordsOf(text)) words.add(word);
    if (at % STEP === STEP - 1) yield;
  }
  const codes = stations.map(({ code }) => code);
  const order = codes
    .map((code, at) => ({ code, at }))
    .sort((a, b) => a.code.length - b.code.length || (a.code < b.code ? -1 : 1))
    .map(({ at }) => at);
  return { texts, order, words };
}

/**
 * The positions of the stations that a query means, the best first: a code, a number, words of town, street or building,
 * or words and a number. Each must be found; words may be cut short. Only when nothing is found so, mistyped words are
 * replaced by the nearest ones that the stations have.
 */
export function findInTexts(searchable: SearchableTexts, query: string): number[] {
  const { code, numbers, words } = parseStationQuery(query);
  if (code !== undefined) {
    const exact = match(searchable, [[{ part: ` c${code} `, score: 1 }]]);
    if (exact.length > 0) return exact;
  }
  const numbered = numbers.map((number) => numberTerm(number, words.length > 0));
  const literal = match(searchable, [...words.map((word) => wordTerm(word)), ...numbered]);
  if (literal.length > 0 || words.length === 0) return literal;
  const spelled = words.map((word) => spelledTerm(searchable, word));
  return spelled.some((term) => term.length === 0) ? [] : match(searchable, [...spelled, ...numbered]);
}

function wordTerm(word: string, worth = 1): Term {
  return [
    { part: ` t0${word} `, score: worth * TOWN },
    { part: ` ${word} `, score: worth },
    { part: ` t0${word}`, score: worth * TOWN * 0.9 },
    { part: ` ${word}`, score: worth * 0.9 },
  ];
}

/** Next to words a number may be a house's or a school's, too: the station's own comes first. */
function numberTerm(number: string, besideWords: boolean): Term {
  const own = { part: ` n${number} `, score: 1 };
  return besideWords ? [own, { part: ` ${number} `, score: 0.75 }] : [own];
}

/** A word that exists stays as it is; another becomes the nearest ones that do. */
function spelledTerm({ words }: SearchableTexts, typed: string): Term {
  const near: { word: string; score: number }[] = [];
  for (const word of words) {
    if (word.startsWith(typed)) return wordTerm(typed);
    // The first letter is hardly ever wrong, and most words need no closer look.
    if (word[0] !== typed[0] && word[1] !== typed[1]) continue;
    const score = closeness(typed, word);
    if (score !== undefined) near.push({ word, score });
  }
  near.sort((a, b) => b.score - a.score || a.word.length - b.word.length || (a.word < b.word ? -1 : 1));
  const best = near[0]?.score ?? 0;
  return near
    .filter(({ score }) => score >= best - NEAR)
    .slice(0, SPELLINGS)
    .flatMap(({ word, score }) => wordTerm(word, score))
    .sort((a, b) => b.score - a.score);
}

/** Stations in which every term is found, ordered by the sum of what was found. */
function match({ texts, order }: SearchableTexts, terms: readonly Term[]): number[] {
  if (terms.length === 0) return [];
  const found: { at: number; score: number }[] = [];
  for (const at of order) {
    const text = texts[at] ?? '';
    let score = 0;
    for (const term of terms) {
      const best = term.find(({ part }) => text.includes(part));
      if (best === undefined) {
        score = -1;
        break;
      }
      score += best.score;
    }
    if (score >= 0) found.push({ at, score });
  }
  // Sorting keeps the order by code among equals.
  return found.sort((a, b) => b.score - a.score).map(({ at }) => at);
}
