import type { StationView } from '../actions/look-ups.ts';
import type { Dialogue, DialogueInput, Next, Talk } from './dialogue.ts';
import { cut, stationLine } from './labels.ts';
import { keepAfterwards, wanted } from './routes.ts';
import { stationIsFixed } from './station-is-fixed.ts';
import { askInList, below, found, near, toFind } from './station-lists.ts';

/**
 * Where a person votes. Each round asks one question and hands what it learnt to the next round as its
 * input, so that an hour of searching and paging leaves no longer a log than a minute of it:
 * `query` with `offset` (a search), `latitude` and `longitude` (the nearest), `path` as JSON with
 * `offset` (a list of regions, towns or stations), `pick` (one station, to be confirmed). With `of: 'protocol'` it is the
 * station of a result sheet, and nothing of the person changes.
 */
export const station: Dialogue = {
  name: 'station',
  version: 1,
  purpose: 'Find the polling station by number, by words, by location or step by step.',
  async run(talk, input) {
    if (talk.person.tier === null) return { dialogue: 'register', input: keepAfterwards(input) };
    if (!isElsewhere(input) && talk.person.stationId !== null && (await talk.once('fixed', stationIsFixed))) {
      await talk.say(talk.t('station-locked'));
      return wanted(input);
    }
    if (typeof input.pick === 'string') return confirm(talk, input, input.pick);
    if (typeof input.query === 'string') return found(talk, input, input.query);
    if (typeof input.latitude === 'number') return near(talk, input);
    if (typeof input.path === 'string') return below(talk, input, input.path);
    return search(talk, input);
  },
};

async function search(talk: Talk, input: DialogueInput): Promise<Next> {
  const { t } = talk;
  return askInList(talk, input, {
    text: t(isElsewhere(input) ? 'protocols-chat-station-ask' : 'station-ask'),
    request: { what: 'place', label: t('station-share') },
    options: [[{ id: 'station:list', label: t('station-list') }]],
  });
}

async function confirm(talk: Talk, input: DialogueInput, id: string): Promise<Next | undefined> {
  const { t, person } = talk;
  const picked = await talk.once('picked', async (look) => shortened(await look.station(id)));
  if (picked === undefined) {
    await talk.say(t('station-gone'));
    return toFind(input);
  }
  const line = stationLine(t, picked);
  const sheet = isElsewhere(input);
  const answer = await talk.choose({
    text: t(sheet ? 'protocols-chat-station-confirm' : 'station-confirm', { station: line, address: picked.address }),
    options: [
      [{ id: 'station:confirm', label: t(sheet ? 'protocols-chat-station-yes' : 'station-yes') }],
      [{ id: 'station:again', label: t('station-again') }],
    ],
  });
  if (answer === 'station:again') return toFind(input);
  if (sheet) return { dialogue: 'protocol', input: { station: id } };

  await talk.change({ stationId: id });
  await talk.say(t('station-saved', { station: line }));
  const found = await talk.once('declared', async (look) => {
    const [election, declaration] = [await look.election(), await look.declaration()];
    return { electionId: election?.id, isDeclared: declaration !== undefined };
  });
  const { electionId, isDeclared } = found;
  // What was declared a moment ago may not be written yet: the worker knows.
  if (electionId !== undefined && (isDeclared || person.stationId !== null)) {
    await talk.intend({ do: 'move-declaration', electionId, stationId: id });
  }
  const isFirst = person.stationId === null && !isDeclared;
  const next = wanted(input);
  if (next?.dialogue === 'my-station') return { ...next, input: { named: true } };
  return next ?? (isFirst ? { dialogue: 'declare', input: { first: true } } : undefined);
}

/** Whether a station is looked for to which the person does not belong: that of a result sheet. */
function isElsewhere({ of }: DialogueInput): boolean {
  return of === 'protocol';
}

/** What is shown of a station: its file may hold more than a chat or a log should. */
function shortened(station: StationView | undefined): Pick<StationView, 'code' | 'name' | 'address'> | undefined {
  if (station === undefined) return undefined;
  const { code, name, address, levels } = station;
  const place = levels.filter((level) => !address.includes(level)).join(', ');
  return { code, name: cut(name, 100), address: cut([place, address].filter((part) => part !== '').join(', '), 250) };
}
