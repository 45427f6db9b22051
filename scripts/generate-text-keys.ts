/**
 * Writes `src/i18n/keys.ts`, the type of every text's key, from `src/i18n/en.ftl`. A test compares.
 *
 *     npm run build && node dist/scripts/generate-text-keys.js     (in the repository's root)
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { FluentResource } from '@fluent/bundle';
import { textArguments } from '../src/i18n/text-arguments.ts';

/** The source of `keys.ts` for a catalogue's source. */
export function textKeysSource(catalogue: string): string {
  const keys = [...textArguments(new FluentResource(catalogue)).keys()];
  const lines = keys.map((key) => `  | '${key}'`);
  return `/** Written by scripts/generate-text-keys.ts from en.ftl. */\nexport type TextKey =\n${lines.join('\n')};\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync('src/i18n/keys.ts', textKeysSource(readFileSync('src/i18n/en.ftl', 'utf8')));
}
