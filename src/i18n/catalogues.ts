import { fileURLToPath } from 'node:url';
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { LANGUAGES, type Language } from '../domain/languages.ts';
import { readCatalogue } from './read-catalogue.ts';
import { textArguments } from './text-arguments.ts';
import type { Translate } from './translate.ts';

/** Every text of the bots, of the public site and of the console, in every language. */
export interface Catalogues {
  translator(language: Language): Translate;
}

/**
 * Reads the catalogues, a folder a language next to this file. Throws when one cannot be read, or when they differ in their
 * keys or in a text's arguments: a language with a hole in it must never start.
 */
export function loadCatalogues(): Catalogues {
  return cataloguesOf(
    eachLanguage((language) => readCatalogue(fileURLToPath(new URL(`./${language}`, import.meta.url)))),
  );
}

/** Catalogues from Fluent sources. https://projectfluent.org/fluent/guide/ */
export function cataloguesOf(sources: Readonly<Record<Language, string>>): Catalogues {
  const resources = eachLanguage((language) => new FluentResource(sources[language]));
  compare(eachLanguage((language) => textArguments(resources[language])));
  const translators = eachLanguage((language) => translatorOf(language, resources[language]));
  return { translator: (language) => translators[language] };
}

function translatorOf(language: Language, resource: FluentResource): Translate {
  const bundle = new FluentBundle(language, { useIsolating: false });
  const [error] = bundle.addResource(resource);
  if (error !== undefined) throw new Error(`${language}: ${error.message}`);
  // Most texts have nothing to be filled in. Fluent builds a scope for each text of several lines, and
  // the garbage of that was half the cost of a turn.
  const plain = new Map(resource.body.flatMap(({ id, value }) => (isPlain(value) ? [[id, plainText(value)]] : [])));
  return (key, args) => {
    const text = plain.get(key);
    if (text !== undefined) return text;
    const pattern = bundle.getMessage(key)?.value;
    if (pattern === null || pattern === undefined) throw new Error(`There is no text ${key}.`);
    // Without a list for its errors it throws the first: an argument is missing.
    return bundle.formatPattern(pattern, args === undefined ? null : { ...args });
  };
}

type PlainPattern = string | readonly string[];

function isPlain(value: unknown): value is PlainPattern {
  return typeof value === 'string' || (Array.isArray(value) && value.every((part) => typeof part === 'string'));
}

function plainText(value: PlainPattern): string {
  return typeof value === 'string' ? value : value.join('');
}

type TextArgumentNames = ReadonlyMap<string, readonly string[]>;

function compare(texts: Readonly<Record<Language, TextArgumentNames>>): void {
  const keys = new Set(LANGUAGES.flatMap((language) => [...texts[language].keys()]));
  for (const key of keys) {
    for (const language of LANGUAGES) {
      const names = texts[language].get(key);
      if (names === undefined) throw new Error(`${language} has no text ${key}.`);
      const others = texts.en.get(key);
      if (others !== undefined && names.join() !== others.join()) {
        throw new Error(`${key} has the arguments (${names}) in ${language} and (${others}) in en.`);
      }
    }
  }
}

function eachLanguage<T>(make: (language: Language) => T): Readonly<Record<Language, T>> {
  return { be: make('be'), ru: make('ru'), en: make('en') };
}
