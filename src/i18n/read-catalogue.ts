import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One language's texts: every `.ftl` file of its folder, a file a subject, one after another. */
export function readCatalogue(folder: string): string {
  const names = readdirSync(folder).filter((name) => name.endsWith('.ftl'));
  return names
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}
