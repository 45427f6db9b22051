import type { StationView } from '../actions/look-ups.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Option } from '../messaging/outgoing.ts';
import type { DialogueInput, Next, Prompt, Talk } from './dialogue.ts';
import { cut, LABEL_LENGTH, pairs, stationLine } from './labels.ts';
import { keepAfterwards } from './routes.ts';

/** Stations, regions or towns on one page. */
const PAGE = 8;

/** Stations offered near a place. */
const NEAREST = 5;

/** What a search found, a page of it. One hit needs no list. */
export async function found(talk: Talk, input: DialogueInput, query: string): Promise<Next> {
  const { t } = talk;
  const offset = offsetOf(input);
  const page = await talk.once('found', async (look) => {
    const { total, rows } = await look.searchStations(query, PAGE, offset);
    return { total, rows: rows.map((row) => short(t, row)) };
  });
  const [first] = page.rows;
  if (first === undefined) {
    await talk.say(t('station-none', { query: cut(query) }));
    return toFind(input);
  }
  if (page.total === 1) return toPick(input, first.id);
  const shown = { total: page.total, from: offset + 1, to: offset + page.rows.length };
  const text = t(input.of === 'protocol' ? 'protocols-chat-station-found' : 'station-found', shown);
  return askInList(talk, input, { text, options: [...stationRows(page.rows), ...paging(t, offset, page.total)] });
}

/** The stations nearest to a place. */
export async function near(talk: Talk, input: DialogueInput): Promise<Next> {
  const { t } = talk;
  const place = { latitude: Number(input.latitude), longitude: Number(input.longitude) };
  const rows = await talk.once('near', async (look) => {
    const stations = await look.nearestStations(place, NEAREST);
    return stations.map((row) => short(t, row));
  });
  if (rows.length === 0) {
    await talk.say(t('station-none-near'));
    return toFind(input);
  }
  const text = t(input.of === 'protocol' ? 'protocols-chat-station-near' : 'station-near');
  return askInList(talk, input, { text, options: [...stationRows(rows), again(t)] });
}

/** Regions, then towns, then stations: one level a round. A level with one name only is stepped over. */
export async function below(talk: Talk, input: DialogueInput, json: string): Promise<Next> {
  const { t } = talk;
  const path = readPath(json);
  const offset = offsetOf(input);
  const page = await talk.once('below', async (look) => {
    const peek = await look.stationsBelow(path, PAGE, offset);
    if (peek.kind === 'levels') return { kind: peek.kind, total: peek.total, names: peek.rows.map(({ name }) => name) };
    return { kind: peek.kind, total: peek.total, rows: peek.rows.map((row) => short(t, row)) };
  });
  const up = path.length === 0 ? [] : [[{ id: 'level:up', label: t('level-up') }]];
  const text = path.length === 0 ? t('station-browse') : t('station-browse-in', { place: cut(path.join(', '), 200) });
  if (page.total === 0) {
    await talk.say(t('station-empty'));
    return toFind(input);
  }
  if (page.kind === 'stations') {
    const options = [...stationRows(page.rows), ...paging(t, offset, page.total), ...up];
    return askInList(talk, input, { text, options });
  }
  const only = page.total === 1 ? page.names[0] : undefined;
  if (only !== undefined) return into(input, [...path, only]);
  const places = page.names.map(
    (name, i): Option => ({
      // The position in the whole list, and its depth: an old button is never taken for another name.
      id: `level:${path.length}-${offset + i}`,
      label: cut(name),
    }),
  );
  const options = [...pairs(places), ...paging(t, offset, page.total), ...up];
  return askInList(talk, input, { text, options }, (id) => {
    const name = page.names[places.findIndex((place) => place.id === id)];
    return name === undefined ? undefined : into(input, [...path, name]);
  });
}

/** Asks a question of the station dialogue: whatever it shows, words and a place start another search. */
export async function askInList(
  talk: Talk,
  input: DialogueInput,
  prompt: Prompt,
  own: (optionId: string) => Next | undefined = () => undefined,
): Promise<Next> {
  const answer = await talk.ask(prompt, { text: true, place: true });
  const to = (more: DialogueInput): Next => ({ dialogue: 'station', input: { ...keepAfterwards(input), ...more } });
  if (answer.kind === 'text') return to({ query: answer.text, offset: 0 });
  if (answer.kind === 'place') return to({ latitude: answer.latitude, longitude: answer.longitude });
  if (answer.kind !== 'tap') throw new Error('A list of stations was answered by something else.');
  const { id } = answer;
  if (id === 'page:next') return { dialogue: 'station', input: { ...input, offset: offsetOf(input) + PAGE } };
  if (id === 'page:prev') {
    return { dialogue: 'station', input: { ...input, offset: Math.max(0, offsetOf(input) - PAGE) } };
  }
  if (id === 'station:list') return to({ path: '[]', offset: 0 });
  if (id === 'station:again') return toFind(input);
  if (id === 'level:up') return into(input, readPath(String(input.path)).slice(0, -1));
  return own(id) ?? toPick(input, id.replace(/^station:/, ''));
}

/** Back to the first question. */
export function toFind(input: DialogueInput): Next {
  return { dialogue: 'station', input: keepAfterwards(input) };
}

function toPick(input: DialogueInput, id: string): Next {
  return { dialogue: 'station', input: { ...keepAfterwards(input), pick: id } };
}

function into(input: DialogueInput, path: readonly string[]): Next {
  return { dialogue: 'station', input: { ...keepAfterwards(input), path: JSON.stringify(path), offset: 0 } };
}

function offsetOf(input: DialogueInput): number {
  return typeof input.offset === 'number' ? input.offset : 0;
}

/** The path of an input, which is this module's own writing. */
function readPath(json: string): string[] {
  const value: unknown = JSON.parse(json);
  return Array.isArray(value) ? value.map(String) : [];
}

interface ShortStation {
  readonly id: string;
  readonly label: string;
}

function short(t: Translate, station: StationView): ShortStation {
  const line = stationLine(t, station);
  const town = station.levels.at(-1);
  const place = town === undefined || line.includes(town) ? line : t('station-in', { station: line, place: town });
  return { id: station.id, label: cut(place, LABEL_LENGTH) };
}

function stationRows(rows: readonly ShortStation[]): Option[][] {
  return rows.map(({ id, label }) => [{ id: `station:${id}`, label }]);
}

function again(t: Translate): Option[] {
  return [{ id: 'station:again', label: t('station-again') }];
}

function paging(t: Translate, offset: number, total: number): Option[][] {
  const previous = offset > 0 ? [{ id: 'page:prev', label: t('page-prev') }] : [];
  const next = offset + PAGE < total ? [{ id: 'page:next', label: t('page-next') }] : [];
  const pages = [...previous, ...next];
  return pages.length === 0 ? [again(t)] : [pages, again(t)];
}
