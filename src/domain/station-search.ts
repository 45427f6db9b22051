/**
 * Search text of polling stations and what people type to find them. Belarusian, Russian and the
 * several ways of writing either in Latin letters differ in predictable places, so that both sides
 * are folded to one rough Latin spelling in which they meet: Гродно, Гродна, Hrodna and Grodno are
 * all `hradna`. What the rules below do not bring together, the trigram search does.
 */

/** Pairs of letters that are one sound, longest first, and one letter that says the same. */
const PAIRS: Readonly<Record<string, string>> = {
  shch: 'щ',
  sh: 'ш',
  zh: 'ж',
  kh: 'х',
  ch: 'ч',
  ts: 'ц',
  dz: 'д',
  yo: 'ё',
  jo: 'ё',
  io: 'ё',
  // Belarusian softens д and т before front vowels to дз and ц; Russian does not.
  дз: 'д',
  тс: 'ц',
};

const PAIR = new RegExp(Object.keys(PAIRS).join('|'), 'g');

/** Every letter that is not its own spelling. Unstressed о sounds like а, and Belarusian writes it so. */
const LETTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: 'аоoя',
    b: 'б',
    c: 'чčĉ',
    d: 'д',
    e: 'еёэє',
    f: 'ф',
    h: 'гґхg',
    i: 'иійїыyj',
    k: 'кq',
    ks: 'x',
    l: 'лł',
    m: 'м',
    n: 'н',
    p: 'п',
    r: 'р',
    s: 'сшщšŝ',
    t: 'тцc',
    u: 'ую',
    v: 'вўŭw',
    z: 'зжž',
    '': "ъь'’ʼ`",
  }).flatMap(([spelling, letters]) => [...letters].map((letter): [string, string] => [letter, spelling])),
);

/** `№ 5`, `No 5`, `Nº5`, `N. 5`, `#5`: the sign in front of a number. */
const NUMBER_SIGN = /№|#|\b(?<!\p{L})n[oо]?[º°.]*(?=\s*\d)/gu;

/**
 * A text in the spelling that searches compare: lower case, one rough Latin alphabet, single blanks
 * between words, no punctuation and no number signs. Not meant to be read, and not to be folded twice.
 */
export function foldForSearch(text: string): string {
  let spelled = '';
  const paired = text
    .normalize('NFC')
    .toLowerCase()
    .replace(NUMBER_SIGN, ' ')
    .replace(PAIR, (pair) => PAIRS[pair] ?? pair);
  for (const letter of paired) spelled += LETTERS.get(letter) ?? letter;
  return (
    spelled
      // What is left of marks above letters: í, ś, ĺ.
      .normalize('NFD')
      .replace(/\p{M}+/gu, '')
      // Ia, ja and я; iu, ju and ю.
      .replace(/i+(?=[aeu])/g, '')
      .replace(/([a-z])\1+/g, '$1')
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  );
}

/**
 * Words that stand in nearly every address or in none (the file says `Brest region`, the person
 * `Брестская область`): they tell nothing apart and are not searched for, unless nothing else was typed.
 */
const EMPTY_WORDS: ReadonlySet<string> = new Set(
  [
    'участок участак избирательный выборчы голосования галасавания галасавання для station polling precinct',
    'область вобласць обл вобл region oblast район раён district г город горад city town д деревня вёска аг',
    'ул улица вул вуліца street дом dom house пер проспект праспект пр просп п к корпус номер нумар number the of in на в у',
  ]
    .join(' ')
    .split(' ')
    .map(foldForSearch),
);

/** More words than that come from somebody who pasted something. */
const MAX_WORDS = 6;
const MAX_QUERY = 200;

/** What somebody who looks for a station typed, folded. */
export interface StationQuery {
  /** All of it without blanks: matches a station's code however it is punctuated. Absent without a digit. */
  readonly code?: string;
  /** Numbers without leading zeros. One that stands alone can only be a station's. */
  readonly numbers: readonly string[];
  readonly words: readonly string[];
}

/** Reads a typed query: `1`, `№ 1`, `01-010-0001`, `брест 1`, `гоголя музыкальный колледж`. */
export function parseStationQuery(text: string): StationQuery {
  const tokens = foldForSearch(text.slice(0, MAX_QUERY)).split(' ').filter(Boolean);
  const numbers = unique(tokens.filter((token) => /^\d+$/.test(token)).map(withoutZeros));
  const typed = unique(tokens.filter((token) => !/^\d+$/.test(token)));
  const telling = typed.filter((word) => word.length > 1 && !EMPTY_WORDS.has(word));
  const words = telling.length > 0 || numbers.length > 0 ? telling : typed;
  const code = tokens.join('');
  return {
    // A plain number is looked for as a number: it is that of a station in every town.
    ...(/\d/.test(code) && !/^\d+$/.test(tokens.join(' ')) ? { code } : {}),
    numbers: numbers.slice(0, MAX_WORDS),
    words: words.slice(0, MAX_WORDS),
  };
}

/**
 * What the database searches in. Besides the folded words it holds the station's numbers as `n12`
 * (the number at the end of its code and the one in its name), its code as `c010100012`, and the words of
 * its town, the last level, once more as `t0brest`: a town is rather meant than a street or region of that
 * name. Blanks at both ends let every word be found as ` word `.
 */
export function stationSearchText(station: {
  readonly code: string;
  readonly levels: readonly string[];
  readonly name: string;
  readonly address: string;
}): string {
  const numbers = unique(
    [/(\d+)\D*$/.exec(station.code)?.[1], stationNumberInName(station.name)]
      .filter((number) => number !== undefined)
      .map((number) => `n${withoutZeros(number)}`),
  );
  const code = `c${foldForSearch(station.code).replaceAll(' ', '')}`;
  const words = foldForSearch([...station.levels, station.name, station.address].join(' '));
  const town = unique(foldForSearch(station.levels.at(-1) ?? '').split(' ')).map((word) => `t0${word}`);
  return ` ${[...numbers, code, ...town, words].join(' ')} `;
}

/** The words in a search text that a mistyped word is compared with: those without digits. */
export function wordsOf(searchText: string): string[] {
  return unique(searchText.split(' ').filter((word) => word.length > 1 && !/\d/.test(word)));
}

/**
 * How near a typed word is to the beginning of a known one, from 0 to 1, or undefined when there are
 * more mistakes than one in four letters (three at most; none in words of up to three letters). A
 * mistake is a wrong, missing, superfluous or swapped letter: optimal string alignment distance
 * (https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance), free at the known word's end
 * because endings change with the grammatical case and people stop typing early.
 */
export function closeness(typed: string, known: string): number | undefined {
  const allowed = typed.length < 4 ? 0 : Math.min(3, Math.max(1, Math.floor(typed.length / 4)));
  let before: number[] = [];
  let above = Array.from({ length: known.length + 1 }, (_, column) => column);
  for (let row = 1; row <= typed.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= known.length; column += 1) {
      const same = typed[row - 1] === known[column - 1];
      const swapped =
        row > 1 && column > 1 && typed[row - 1] === known[column - 2] && typed[row - 2] === known[column - 1];
      current.push(
        Math.min(
          (above[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (above[column - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    before = above;
    above = current;
  }
  const mistakes = Math.min(...above);
  if (mistakes > allowed) return undefined;
  // The rest of the known word counts a little, so that of two the one of the same length is nearer.
  const rest = Math.max(0, known.length - typed.length);
  return (1 - mistakes / Math.max(typed.length, 1)) * (1 - Math.min(rest, 10) / 50);
}

/** The number of a station called `Участок для голосования № 5`. */
function stationNumberInName(name: string): string | undefined {
  const lower = name.normalize('NFC').toLowerCase();
  return (/(?:№|#|(?<![\p{L}\p{N}])n[oо]?[º°.]*)\s*(\d+)/u.exec(lower) ?? /(\d+)\s*$/.exec(lower))?.[1];
}

function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '');
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}
