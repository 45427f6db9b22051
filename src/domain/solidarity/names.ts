import { LANGUAGES, type Language } from '../languages.ts';
import { isCountry, isLanguage } from './terms.ts';

/** Countries and languages, as they are called in ours. */
export interface Names {
  country(code: string): string;
  language(code: string): string;
}

/** Made once a language: such names are slow to make. */
export function namesIn(language: Language): Names {
  const countries = new Intl.DisplayNames(language, { type: 'region' });
  const tongues = new Intl.DisplayNames(language, { type: 'language' });
  return { country: (code) => countries.of(code) ?? code, language: (code) => tongues.of(code) ?? code };
}

/** What organizers type for a list of countries or languages: codes or names, in any of our languages. */
export interface CodeReader {
  /** The codes, each once; `unknown` are the words that are none. */
  read(typed: string): { readonly codes: string[]; readonly unknown: readonly string[] };
}

export function createCodeReader(kind: 'country' | 'language'): CodeReader {
  let known: ReadonlyMap<string, string> | undefined;
  return {
    read(typed) {
      known ??= codesByName(kind);
      const codes = new Set<string>();
      const unknown: string[] = [];
      for (const word of typed.split(/[,;\n]/).map((part) => part.trim())) {
        if (word === '') continue;
        const code = known.get(word.toLowerCase());
        if (code === undefined) unknown.push(word);
        else codes.add(code);
      }
      return { codes: [...codes], unknown };
    },
  };
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

function codesByName(kind: 'country' | 'language'): ReadonlyMap<string, string> {
  const pairs = LETTERS.flatMap((first) => LETTERS.map((second) => `${first}${second}`));
  const codes =
    kind === 'country' ? pairs.map((code) => code.toUpperCase()).filter(isCountry) : pairs.filter(isLanguage);
  const names = LANGUAGES.map(namesIn);
  return new Map(
    codes.flatMap((code) => [
      ...names.map((one): [string, string] => [one[kind](code).toLowerCase(), code]),
      [code.toLowerCase(), code],
    ]),
  );
}
