import { editionNumbers } from '../../src/domain/finding/edition-finding.ts';
import { stationFinding } from '../../src/domain/finding/station-finding.ts';
import { LANGUAGES } from '../../src/domain/languages.ts';
import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import { Conversation, REGISTERED, someWorld } from '../support/conversation.ts';
import { someEdition, someStation } from '../support/some-edition.ts';
import { inAll } from '../support/some-survey.ts';

const catalogues = loadCatalogues();

function published(but: Parameters<typeof someEdition>[0] = {}) {
  const edition = someEdition(but);
  const [station] = edition.stations;
  if (station === undefined) throw new Error('no station');
  return { edition, station, finding: stationFinding(editionNumbers(edition, station), edition.basis) };
}

const ask = async (
  world: ReturnType<typeof someWorld>,
  language: (typeof LANGUAGES)[number],
  messenger: 'telegram' | 'viber',
) => {
  const chat = new Conversation({ catalogues, person: { ...REGISTERED, language, messenger }, world });
  const said = await chat.tap('menu:station');
  return said.at(-1);
};

describe.each(LANGUAGES)('in %s', (language) => {
  test.each(['telegram', 'viber'] as const)(
    'my station says what is published, with a picture, on %s',
    async (messenger) => {
      const said = await ask(someWorld({ published: published() }), language, messenger);
      expect(said?.picture).toBe(`station:${language}:2:some:N-1`);
      expect(said?.text).toMatch(/200.*80/);
      expect(said?.text).toContain('120');
      expect(said?.options?.flat().map(({ id }) => id)).toContain('count:refresh');
    },
  );
});

test('before an edition: what is counted so far, and no picture', async () => {
  const said = await ask(someWorld(), 'en', 'telegram');
  expect(said?.picture).toBeUndefined();
});

test('what stands below a picture fits, however long the names are', async () => {
  const long = inAll('Длинное имя '.repeat(30));
  const choices = Array.from({ length: 15 }, (_, i) => ({ id: `c${i}`, name: long }));
  const counts = choices.map(() => 1_234_567);
  const world = someWorld({
    published: published({
      election: { ...someEdition().election, choices },
      stations: [someStation('N-1', { ours: counts, official: [counts] })],
    }),
  });
  world.stations = world.stations.map((one) => ({ ...one, name: 'Имя '.repeat(200), address: 'Адрес '.repeat(200) }));
  for (const language of LANGUAGES) {
    const said = await ask(world, language, 'viber');
    expect(said?.picture).toBeDefined();
    expect(said?.text.length).toBeLessThanOrEqual(768);
  }
});
