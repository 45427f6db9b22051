import { LANGUAGES, type Language } from '../languages.ts';
import type { ChronicleContent, Texts } from './content.ts';

/**
 * How the chronicle's words are looked for. Russian and English have dictionaries of their own in every Postgres;
 * Belarusian has none, so that its words are brought to a common beginning here and compared by Postgres as they are
 * (`simple`). Why it is so: docs/decisions/belarusian-search.md.
 */

/** Words of a search; whoever pastes more means something else. */
const MOST_WORDS = 8;
const LONGEST_QUERY = 200;

/** A beginning shorter than that stands for itself only. */
const SHORTEST_PREFIX = 4;

/** What an ending must leave of a word. */
const SHORTEST_STEM = 3;

/** Words that are in every text. Russian and English ones are left out by Postgres's dictionaries. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(
  'а або аб ад ал але бо быу была было были бы у ва вось гэта гэты да дзе для ж же з за и из каб калі кали на над не ни по па пад пра пры са та тая то той тым там уже ужо што што як яго яе яны яна ен я мы вы ты'.split(
    ' ',
  ),
);

/**
 * Belarusian endings of nouns, adjectives and verbs, in the folded spelling (`folded`), longest first: what a case,
 * number, gender or person changes of a word.
 */
const ENDINGS: readonly string[] = [
  'аюцца яюцца уюцца ваецца аецца яецца ыцца ицца ацца яцца уцца юцца лися лася лося ушыся ауся',
  'ыми ими ами ями ьми ага яга ога аму яму ому уюць аюць яюць аваць яваць',
  'оуская еуская ауская оускай оуски еуски',
  'ыя ия ая яя ое ае яе ую юю ых их ым им ом ем ам ям ах ях ау оу еу яу ай яй ой ей ою аю ею ыць иць аць яць уць юць ець ла ло ли',
  'а о э е и ы у ю я ь й',
]
  .join(' ')
  .split(' ')
  .sort((a, b) => b.length - a.length);

/** A text in lower case without what people write in more than one way: ў and у, і and и, ё and е, stress, apostrophes. */
export function folded(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u0301'’ʼ`]/gu, '')
    .replaceAll('ў', 'у')
    .replaceAll('і', 'и')
    .replaceAll('ї', 'и')
    .replaceAll('ё', 'е')
    .replaceAll('ґ', 'г');
}

/** Unstressed о and е are written а and я: горад and гарады, лес and лясы. */
function withoutStress(word: string): string {
  return word.replaceAll('о', 'а').replaceAll('я', 'е').replaceAll('э', 'е');
}

/** Consonants that change into one another before an ending: рука and руцэ, свет and свеце, горад and горадзе. */
function lastConsonant(stem: string): string {
  return stem
    .replace(/д[зж]$/u, 'д')
    .replace(/[тцч]$/u, 'к')
    .replace(/[зж]$/u, 'г')
    .replace(/[сш]$/u, 'х');
}

/** What the forms of a Belarusian word have in common: галасаванне, галасавання and галасаваннем are one. */
export function belarusianStem(word: string): string {
  const plain = folded(word);
  const ending = ENDINGS.find((one) => plain.endsWith(one) && plain.length - one.length >= SHORTEST_STEM);
  const stem = withoutStress(ending === undefined ? plain : plain.slice(0, -ending.length)).replace(/ь$/u, '');
  return stem.length > SHORTEST_STEM ? lastConsonant(stem) : stem;
}

/** The words of a text; an apostrophe does not part a word. */
function wordsOf(text: string): string[] {
  return text.normalize('NFC').match(/(?:[\p{L}\p{N}]\u0301?)+(?:['’ʼ`](?:[\p{L}\p{N}]\u0301?)+)*/gu) ?? [];
}

/** A text as Postgres indexes it in a language. */
function indexed(text: string, language: Language): string {
  if (language !== 'be') return language === 'ru' ? folded(text) : text.toLowerCase();
  return wordsOf(text)
    .filter((word) => !EMPTY_WORDS.has(folded(word)))
    .map(belarusianStem)
    .join(' ');
}

/** What weighs most first: titles, places and tags, texts with everything else. */
export const WEIGHTS = ['A', 'B', 'C'] as const;

export type IndexedTexts = Readonly<Record<(typeof WEIGHTS)[number], Readonly<Record<Language, string>>>>;

/** Everything by which an entry is found. */
export function indexedTexts({ title, place, tags, text, photos, sources }: ChronicleContent): IndexedTexts {
  const inLanguages = (all: readonly Texts[], more: readonly string[] = []) =>
    Object.fromEntries(
      LANGUAGES.map((language) => [
        language,
        [...all.flatMap((texts) => texts[language] ?? []), ...more].map((one) => indexed(one, language)).join(' '),
      ]),
    ) as Record<Language, string>;
  return {
    A: inLanguages([title]),
    B: inLanguages([place, ...tags.map(({ name }) => name)]),
    C: inLanguages(
      [text, ...photos.map(({ alt }) => alt)],
      sources.map((source) => source.title),
    ),
  };
}

/** A typed word as Postgres looks for it. */
export interface SearchWord {
  /** For the dictionaries of Russian and English. */
  readonly plain: string;
  /** For Belarusian words: a `tsquery` of the `simple` configuration. Only letters and digits stand in quotes. */
  readonly belarusian: string;
}

/** What somebody typed, word by word; empty when there is nothing to look for. */
export function parseChronicleQuery(text: string): readonly SearchWord[] {
  // Of a lone apostrophe nothing is left.
  const typed = [...new Set(wordsOf(text.slice(0, LONGEST_QUERY)).map(folded))].filter((word) => word !== '');
  const telling = typed.filter((word) => !EMPTY_WORDS.has(word));
  return (telling.length > 0 ? telling : typed).slice(0, MOST_WORDS).map((plain) => ({
    plain,
    belarusian: [...new Set([belarusianStem(plain), withoutStress(plain)])]
      .filter((stem) => stem !== '')
      .map((stem) => `'${stem}'${stem.length >= SHORTEST_PREFIX ? ':*' : ''}`)
      .join(' | '),
  }));
}
