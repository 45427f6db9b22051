/**
 * Writes `src/i18n/keys.ts`, the type of every text's key, from the catalogue in `src/i18n/en`. A test compares.
 *
 *     npm run build && node dist/scripts/generate-text-keys.js     (in the repository's root)
 */
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { FluentResource } from '@fluent/bundle';
import { readCatalogue } from '../src/i18n/read-catalogue.ts';
import { textArguments } from '../src/i18n/text-arguments.ts';

/** The source of `keys.ts` for a catalogue's source. */
export function textKeysSource(catalogue: string): string {
  const keys = [...textArguments(new FluentResource(catalogue)).keys()];
  const lines = keys.map((key) => `  | '${key}'`);
  return `/** Written by scripts/generate-text-keys.ts from the catalogue in en/. */\nexport type TextKey =\n${lines.join('\n')};\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync('src/i18n/keys.ts', textKeysSource(readCatalogue('src/i18n/en')));
}
