import { readdirSync, readFileSync } from 'node:fs';
import { dialoguesDoc } from '../../scripts/generate-dialogues-doc.ts';
import { loadCatalogues } from '../../src/i18n/catalogues.ts';

const root = new URL('../../', import.meta.url);

describe('docs/DIALOGUES.md', () => {
  test('is what the generator writes', async () => {
    const page = await dialoguesDoc(loadCatalogues());
    expect(readFileSync(new URL('docs/DIALOGUES.md', root), 'utf8')).toBe(page);
  });

  test('has every option that the sources name', () => {
    const page = readFileSync(new URL('docs/DIALOGUES.md', root), 'utf8');
    const folder = new URL('src/dialogues/', root);
    const ids = readdirSync(folder).flatMap((file) =>
      [...readFileSync(new URL(file, folder), 'utf8').matchAll(/\bid: '([a-z-]+:[a-z-]+)'/g)].map(([, id]) => id),
    );
    expect(ids.length).toBeGreaterThan(20);
    expect([...new Set(ids)].filter((id) => !page.includes(`\`${id}\``))).toEqual([]);
  });
});
