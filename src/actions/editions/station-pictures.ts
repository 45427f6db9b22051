import { editionNumbers } from '../../domain/finding/edition-finding.ts';
import { stationFinding } from '../../domain/finding/station-finding.ts';
import { LANGUAGES, type Language } from '../../domain/languages.ts';
import { stationPath } from '../../domain/station-path.ts';
import type { Pictures } from '../../messaging/messenger.ts';
import { remembered } from '../results/remembered.ts';
import type { EditionReader } from './current-edition.ts';
import type { PublishedStation } from './published-station.ts';
import { type StationPictureWords, stationPng } from './station-picture.ts';

/** Which picture: a station's numbers in one edition and language. It never changes. */
export interface StationPictureName {
  readonly electionId: string;
  readonly edition: number;
  readonly language: Language;
  readonly code: string;
}

export interface StationPicturesDeps {
  readonly editions: Pick<EditionReader, 'numbered'>;
  /** What stands in a picture, in a language. */
  readonly words: (published: PublishedStation, language: Language) => StationPictureWords;
  readonly now: () => Date;
}

/** The picture as a PNG; undefined where that edition has no such station. */
export type DrawStation = (name: StationPictureName) => Promise<Buffer | undefined>;

/** A picture has some 30 KB, and is asked for again soon or never. */
const KEPT = 200;
const KEPT_MS = 10 * 60_000;

/** Drawn at once: the rest of the process has something to do, too. */
const AT_ONCE = 2;

/** Draws pictures of stations when they are asked for: of most stations nobody ever does. */
export function createDrawStation({ editions, words, now }: StationPicturesDeps): DrawStation {
  const inTurn = inTurns(AT_ONCE);
  const draw = remembered({
    read: async (id) => {
      const name = parseStationPictureId(id);
      const edition = name && (await editions.numbered(name.electionId, name.edition))?.edition;
      const station = edition?.stations.find(({ code }) => code === name?.code);
      if (name === undefined || edition === undefined || station === undefined) return undefined;
      const finding = stationFinding(editionNumbers(edition, station), edition.basis);
      return inTurn(() => stationPng(words({ edition, station, finding }, name.language)));
    },
    forMs: KEPT_MS,
    most: KEPT,
    now,
  });
  return (name) => draw(stationPictureId(name));
}

/** The picture's id in a message, told apart from those of the `pictures` table. */
export function stationPictureId({ electionId, edition, language, code }: StationPictureName): string {
  return `station:${language}:${edition}:${electionId}:${code}`;
}

/** Undefined for any other picture. */
export function parseStationPictureId(id: string): StationPictureName | undefined {
  const [, lang, edition, electionId, code] = /^station:(\w\w):(\d+):([^:]+):(.+)$/s.exec(id) ?? [];
  const language = LANGUAGES.find((one) => one === lang);
  if (language === undefined || electionId === undefined || code === undefined) return undefined;
  return { language, edition: Number(edition), electionId, code };
}

/** Where everybody can fetch it: Viber's servers do. Of the election that is public now. */
export function stationPicturePath({ language, edition, code }: Omit<StationPictureName, 'electionId'>): string {
  return `${stationPath(code)}/${language}-${edition}.png`;
}

/** Pictures for the deliverers: those of stations are drawn, all others come from `stored`. */
export function withStationPictures(
  stored: Pictures,
  { draw, publicUrl }: { readonly draw: DrawStation; readonly publicUrl: string },
): Pictures {
  return {
    async bytes(id) {
      const name = parseStationPictureId(id);
      if (name === undefined) return stored.bytes(id);
      const bytes = await draw(name);
      return bytes && { bytes, mediaType: 'image/png' };
    },
    async url(id) {
      const name = parseStationPictureId(id);
      return name === undefined ? stored.url(id) : `${publicUrl}${stationPicturePath(name)}`;
    },
  };
}

/** Lets at most so many run at once; the others wait for their turn. */
function inTurns(most: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running >= most) await new Promise<void>((go) => waiting.push(go));
    else running += 1;
    try {
      return await task();
    } finally {
      // Whoever is next takes this place.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
