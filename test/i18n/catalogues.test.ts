import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FluentResource } from '@fluent/bundle';
import { textKeysSource } from '../../scripts/generate-text-keys.ts';
import { LANGUAGES } from '../../src/domain/languages.ts';
import { cataloguesOf, loadCatalogues } from '../../src/i18n/catalogues.ts';
import type { TextKey } from '../../src/i18n/keys.ts';
import { messengerTexts } from '../../src/i18n/messenger-texts.ts';
import { readCatalogue } from '../../src/i18n/read-catalogue.ts';
import { textArguments } from '../../src/i18n/text-arguments.ts';

const catalogue = (language: string) =>
  readCatalogue(fileURLToPath(new URL(`../../src/i18n/${language}`, import.meta.url)));
const english = new FluentResource(catalogue('en'));

describe('catalogues', () => {
  test('keys.ts is what the generator writes', () => {
    const keys = readFileSync(new URL('../../src/i18n/keys.ts', import.meta.url), 'utf8');
    expect(keys).toBe(textKeysSource(catalogue('en')));
  });

  test.each(LANGUAGES)('every line of %s is part of a text', (language) => {
    const text = catalogue(language);
    const written = text
      .split('\n')
      .filter((line) => /^[a-z]/.test(line))
      .map((line) => line.split(' ')[0]);
    const read = new FluentResource(text).body.map(({ id }) => id);
    expect(read).toEqual(written);
    expect(new Set(read).size).toBe(read.length);
    expect(text).not.toMatch(/\t|[ ]$/m);
  });

  test.each(LANGUAGES)('every text can be said in %s, for every count', (language) => {
    const t = loadCatalogues().translator(language);
    for (const [key, names] of textArguments(english)) {
      for (const count of [0, 1, 2, 5, 11, 21, 22, 1_234]) {
        const args = Object.fromEntries(names.map((name) => [name, count]));
        const text = t(key as TextKey, args);
        expect(text.trim()).not.toBe('');
        expect(text).not.toMatch(/[{}\u2068\u2069]/);
      }
    }
  });

  test.each(LANGUAGES)('no text of %s has more than seven lines', (language) => {
    const t = loadCatalogues().translator(language);
    for (const [key, names] of textArguments(english)) {
      const text = t(key as TextKey, Object.fromEntries(names.map((name) => [name, '1'])));
      expect([key, text.split('\n').length <= 7]).toEqual([key, true]);
      expect([key, text.length <= 700]).toEqual([key, true]);
    }
  });

  test.each([
    ['be', 1, 'Знойдзены 1 участак'],
    ['be', 3, 'Знойдзена 3 участкі'],
    ['be', 12, 'Знойдзена 12 участкаў'],
    ['be', 21, 'Знойдзены 21 участак'],
    ['ru', 2, 'Найдено 2 участка'],
    ['ru', 11, 'Найдено 11 участков'],
    ['en', 1, '1 station found'],
    ['en', 5, '5 stations found'],
  ] as const)('in %s, %d is said as “%s”', (language, total, words) => {
    const text = loadCatalogues().translator(language)('station-found', { total, from: 1, to: 8 });
    expect(text.startsWith(`${words},`)).toBe(true);
  });

  test.each(LANGUAGES)('labels of %s fit two columns on a phone', (language) => {
    const t = loadCatalogues().translator(language);
    const labels = ['ballot', 'station', 'declare', 'language', 'kept', 'forget', 'open'] as const;
    for (const label of labels) expect(t(`menu-${label}`).length).toBeLessThanOrEqual(17);
  });

  test.each([
    ['a missing text', 'a = A\nb = B\n', 'a = A\n', 'be has no text b.'],
    ['a text too many', 'a = A\n', 'a = A\nb = B\n', 'ru has no text b.'],
    ['another argument', 'a = { $x }\n', 'a = { $y }\n', 'a has the arguments (y) in be and (x) in en.'],
    [
      'a lost argument',
      'a = { $x ->\n    [one] 1\n   *[other] { $y }\n }\n',
      'a = { $x }\n',
      'a has the arguments (x) in be and (x,y) in en.',
    ],
  ])('%s is noticed at start', (_, en, be, message) => {
    expect(() => cataloguesOf({ en, ru: en, be })).toThrow(message);
  });

  test('an argument that is not given is a bug', () => {
    const t = cataloguesOf({ en: 'a = { $x }', ru: 'a = { $x }', be: 'a = { $x }' }).translator('en');
    expect(() => t('a' as TextKey)).toThrow();
    expect(() => t('b' as TextKey)).toThrow('There is no text b.');
  });

  test('what a messenger shows about the bot keeps Telegram’s limits', () => {
    for (const { commands, description, shortDescription } of Object.values(messengerTexts(loadCatalogues()))) {
      expect(description.length).toBeLessThanOrEqual(512);
      expect(shortDescription.length).toBeLessThanOrEqual(120);
      for (const { command, description: words } of commands) {
        expect(command).toMatch(/^[a-z]{1,32}$/);
        expect(words.length).toBeLessThanOrEqual(256);
      }
    }
  });
});
