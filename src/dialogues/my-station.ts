import type { ElectionView, StationCount } from '../actions/look-ups.ts';
import type { Language } from '../domain/languages.ts';
import { TIERS } from '../domain/people.ts';
import type { Dialogue, Talk } from './dialogue.ts';
import { cut, stationLine } from './labels.ts';
import { publishedLines } from './published-lines.ts';
import { afterwards, menuRoute } from './routes.ts';
import { stationIsFixed } from './station-is-fixed.ts';

/** A person's station and what has been counted there so far. */
export const myStation: Dialogue = {
  name: 'my-station',
  version: 4,
  purpose:
    'The person’s station, its address and its count so far; once there is an edition, its published numbers with a picture.',
  async run(talk, input) {
    const { t, person } = talk;
    const { stationId } = person;
    if (stationId === null) return { dialogue: 'station', input: afterwards('my-station') };
    const found = await talk.once('station', async (look) => {
      const [station, election] = [await look.station(stationId), await look.election()];
      if (station === undefined) return undefined;
      const { code, name, address } = station;
      const count = election === undefined ? [] : countOf(election, await look.stationCount(stationId), talk.language);
      const published = await look.published(code);
      return {
        published: published === undefined ? null : publishedLines(published, talk),
        code,
        name: cut(name, 100),
        // Below a picture there is less room.
        address: cut(address, published === undefined ? 250 : 120),
        count,
        fixed: (await stationIsFixed(look)) ?? null,
      };
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
        // Said a moment ago, when it was chosen.
        ...(input.named === true ? [] : [stationLine(t, found)]),
        found.address,
        ...(found.fixed === null ? [] : [t(FIXED_WORDS[found.fixed])]),
        '',
        ...(found.published?.lines ?? countLines(talk, found.count)),
      ].join('\n'),
      ...(found.published === null ? {} : { picture: found.published.picture }),
      options: found.fixed === null ? [[refresh, change], [menu]] : [[refresh, menu]],
    });
    return menuRoute(answer) ?? { dialogue: 'my-station' };
  },
};

/** What is said of a station that cannot be changed any more. */
const FIXED_WORDS = { 'handed-in': 'station-locked', counted: 'review-chat-counted-here' } as const;

/** One choice's figures: its name, then for each tier its ballots with photos, without, and what was declared. */
type Figures = readonly [name: string, ...counts: number[]];

/** What is counted, and the text that says it. */
const KINDS = [
  { of: 'photographed', key: 'count-photographed' },
  { of: 'withoutPhoto', key: 'count-without-photo' },
  { of: 'declared', key: 'count-declared' },
] as const;

/** Figures per choice, in the election's order; choices without any are left out. */
function countOf(election: ElectionView, count: StationCount, language: Language): Figures[] {
  return election.choices.flatMap(({ id, name }): Figures[] => {
    const rowOf = (tier: string) => count.find((row) => row.choiceId === id && row.tier === tier);
    const counts = TIERS.flatMap((tier) => KINDS.map((kind) => rowOf(tier)?.[kind.of] ?? 0));
    return counts.some((figure) => figure !== 0) ? [[cut(name[language]), ...counts]] : [];
  });
}

/** The count in words: under each tier a line a kind, with the choices that have any. */
function countLines({ t }: Talk, count: readonly Figures[]): string[] {
  if (count.length === 0) return [t('count-none')];
  const tiers = TIERS.flatMap((tier, at) => {
    const lines = KINDS.flatMap(({ key }, kind) => {
      const counts = count.flatMap(([choice, ...figures]) => {
        const figure = figures[at * KINDS.length + kind] ?? 0;
        return figure === 0 ? [] : [t('count-choice', { choice, count: figure })];
      });
      return counts.length === 0 ? [] : [t(key, { counts: counts.join('; ') })];
    });
    return lines.length === 0 ? [] : ['', t(`count-${tier}`), ...lines];
  });
  return [t('count-title'), ...tiers];
}
