import type { ElectionView, StationCount } from '../actions/look-ups.ts';
import type { Language } from '../domain/languages.ts';
import type { Dialogue, Talk } from './dialogue.ts';
import { cut, stationLine } from './labels.ts';
import { afterwards, menuRoute } from './routes.ts';
import { stationIsFixed } from './station-is-fixed.ts';

/** A person's station and what has been counted there so far. */
export const myStation: Dialogue = {
  name: 'my-station',
  version: 2,
  purpose: 'The person’s station, its address and its count so far.',
  async run(talk) {
    const { t, person } = talk;
    const { stationId } = person;
    if (stationId === null) return { dialogue: 'station', input: afterwards('my-station') };
    const found = await talk.once('station', async (look) => {
      const [station, election] = [await look.station(stationId), await look.election()];
      if (station === undefined) return undefined;
      const { code, name, address } = station;
      const count = election === undefined ? [] : countOf(election, await look.stationCount(stationId), talk.language);
      return { code, name: cut(name, 100), address: cut(address, 250), count, isFixed: await stationIsFixed(look) };
    });
    if (found === undefined) {
      await talk.say(t('station-gone'));
      return { dialogue: 'station' };
    }
    const refresh = { id: 'count:refresh', label: t('count-refresh') };
    const menu = { id: 'menu:open', label: t('menu-open') };
    const change = { id: 'menu:change-station', label: t('menu-change-station') };
    const answer = await talk.choose({
      text: [
        stationLine(t, found),
        found.address,
        ...(found.isFixed ? [t('station-locked')] : []),
        '',
        ...countLines(talk, found.count),
      ].join('\n'),
      options: found.isFixed ? [[refresh, menu]] : [[refresh, change], [menu]],
    });
    return menuRoute(answer) ?? { dialogue: 'my-station' };
  },
};

/** One choice's figures: name, photographed verified, photographed unverified, without photo, declared. */
type Figures = readonly [name: string, verified: number, unverified: number, withoutPhoto: number, declared: number];

/** Figures per choice, in the election's order; choices without any are left out. */
function countOf(election: ElectionView, count: StationCount, language: Language): Figures[] {
  return election.choices.flatMap(({ id, name }): Figures[] => {
    const rows = count.filter(({ choiceId }) => choiceId === id);
    const sum = (of: (row: StationCount[number]) => number) => rows.reduce((total, row) => total + of(row), 0);
    const photographed = (tier: string) => sum((row) => (row.tier === tier ? row.photographed : 0));
    const figures: Figures = [
      cut(name[language]),
      photographed('verified'),
      photographed('unverified'),
      sum((row) => row.withoutPhoto),
      sum((row) => row.declared),
    ];
    return figures.slice(1).some((figure) => figure !== 0) ? [figures] : [];
  });
}

function countLines({ t }: Talk, count: readonly Figures[]): string[] {
  if (count.length === 0) return [t('count-none')];
  const lines = count.map(([choice, verified, unverified, withoutPhoto, declared]) =>
    t('count-line', { choice, verified, unverified, withoutPhoto, declared }),
  );
  return [t('count-title'), ...lines, t('count-legend')];
}
