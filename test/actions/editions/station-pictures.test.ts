import { stationSvg } from '../../../src/actions/editions/station-picture.ts';
import {
  createDrawStation,
  parseStationPictureId,
  stationPictureId,
  withStationPictures,
} from '../../../src/actions/editions/station-pictures.ts';
import { editionFinding } from '../../../src/domain/finding/edition-finding.ts';
import { loadCatalogues } from '../../../src/i18n/catalogues.ts';
import { stationPictureWordsIn } from '../../../src/i18n/station-picture-words.ts';
import { someEdition, someStation } from '../../support/some-edition.ts';

const edition = someEdition();
const words = stationPictureWordsIn(loadCatalogues());
const name = { electionId: 'some', edition: 2, language: 'ru', code: 'N-1' } as const;
const numbered = async (electionId: string, number: number) =>
  electionId === 'some' && number === 2 ? { edition, sha256: '' } : undefined;

test('an id says which picture it is, whatever the code looks like', () => {
  for (const code of ['N-1', '01:2/3 №', '☃'])
    expect(parseStationPictureId(stationPictureId({ ...name, code }))).toEqual({ ...name, code });
  expect(parseStationPictureId('6f9c9a52-0000-4000-8000-000000000000')).toBeUndefined();
});

test('a deliverer gets bytes or an address, and other pictures come from where they were', async () => {
  const drawn: number[] = [];
  const draw = createDrawStation({
    editions: {
      numbered: async (...of) => {
        drawn.push(of[1]);
        return numbered(...of);
      },
    },
    words,
    now: () => new Date(0),
  });
  const stored = { bytes: Buffer.from('stored'), mediaType: 'image/jpeg' as const };
  const pictures = withStationPictures(
    { bytes: async () => stored, url: async (id) => `https://example.org/pictures/${id}.jpg` },
    { draw, publicUrl: 'https://example.org' },
  );
  const id = stationPictureId(name);
  const picture = await pictures.bytes(id);
  expect(picture?.mediaType).toBe('image/png');
  expect(picture?.bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(picture?.bytes.length).toBeLessThan(200_000);
  expect(await pictures.bytes(id)).toEqual(picture);
  expect(drawn).toEqual([2]);
  expect(await pictures.url(id)).toBe('https://example.org/stations/N-1/ru-2.png');
  expect(await pictures.bytes(stationPictureId({ ...name, code: 'nowhere' }))).toBeUndefined();
  expect(await pictures.bytes('other')).toBe(stored);
  expect(await pictures.url('other')).toBe('https://example.org/pictures/other.jpg');
});

test('its texts are texts', () => {
  const evil = someEdition({ stations: [someStation('N-1', { name: '<script>"&', address: '</svg>' })] });
  const [station] = evil.stations;
  const [finding] = editionFinding(evil).findings;
  if (station === undefined || finding === undefined) throw new Error('no station');
  const svg = stationSvg(words({ edition: evil, station, finding }, 'be'));
  expect(svg).toContain('&lt;script>&quot;&amp;');
  expect(svg.match(/<\/svg>/g)).toHaveLength(1);
});
