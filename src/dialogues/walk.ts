import type { LookUps, MarchView } from '../actions/look-ups.ts';
import type { Language } from '../domain/languages.ts';
import { THRESHOLD } from '../domain/marches/published.ts';
import type { Option } from '../messaging/outgoing.ts';
import type { Dialogue, DialogueInput, Next, Talk } from './dialogue.ts';
import { cut, pairs } from './labels.ts';
import { menuRoute, walkRoute } from './routes.ts';

/** Zones on one page, two a row. */
const PAGE = 12;

/**
 * How many are marching. Where somebody is counted stands in their buttons and in nothing that is stored: the dialogue
 * ends with what it says, and its one question keeps nothing but the zones there are. Its input: `act` and `zone` of a
 * button with its `march`, or `left`; `nowhere` after a location that leads to no zone.
 */
export const walk: Dialogue = {
  name: 'walk',
  version: 1,
  purpose:
    'How many are marching: check in at a zone by tap or location, see the count, leave. Before and after a march, too.',
  async run(talk, input) {
    const { t } = talk;
    const march = await talk.once('march', (look) => readMarch(look, talk.language));
    if (march === undefined) {
      await talk.say(t('march-none'));
      return undefined;
    }
    if (march.phase === 'before') {
      await talk.say(t('march-before', { name: march.name, begins: march.begins }));
      return undefined;
    }
    if (march.phase === 'after')
      return show(talk, march, zoneOf(march, input), [t('march-over', { name: march.name })]);
    if (input.left === true) {
      await talk.intend({ do: 'leave-march', marchId: march.id });
      return show(talk, march, undefined, [t('march-gone')]);
    }
    const zone = zoneOf(march, input);
    if (input.act === 'see') return show(talk, march, zone, [t('march-now', { name: march.name })]);
    return input.act === 'in' && zone !== undefined ? checkIn(talk, march, zone) : ask(talk, march, input);
  },
};

/** What is kept of a march while the question is open. */
interface ShortMarch {
  readonly id: string;
  readonly name: string;
  readonly phase: MarchView['phase'];
  readonly begins: string;
  readonly until: string;
  readonly minutes: number;
  readonly zones: readonly string[];
}

async function readMarch(look: LookUps, language: Language): Promise<ShortMarch | undefined> {
  const march = await look.march();
  if (march === undefined) return undefined;
  const { id, name, phase, startsAt, endsAt, timeZone, windowSeconds, validMinutes, zones } = march;
  const time = (at: Date, style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone, ...style }).format(at);
  const until =
    validMinutes === null ? endsAt : new Date(Math.min(endsAt.getTime(), Date.now() + validMinutes * 60_000));
  return {
    id,
    name: name[language],
    phase,
    begins: time(startsAt, { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' }),
    until: time(until, { hour: '2-digit', minute: '2-digit' }),
    minutes: Math.max(1, Math.ceil((2 * windowSeconds) / 60)),
    zones: zones.map((zone) => zone[language]),
  };
}

/** The zone of a button of this march; of another one's, none. */
function zoneOf({ id, zones }: ShortMarch, { march, zone, act }: DialogueInput): number | undefined {
  const isOurs = march === id && typeof zone === 'number' && act !== 'zones';
  return isOurs && zones[zone] !== undefined ? zone : undefined;
}

async function ask(talk: Talk, march: ShortMarch, input: DialogueInput): Promise<Next | undefined> {
  const { t } = talk;
  const pages = Math.ceil(march.zones.length / PAGE);
  const page = input.act === 'zones' && typeof input.zone === 'number' ? Math.min(input.zone, pages - 1) : 0;
  const button = (id: string, label: string): Option => ({ id, label });
  const zones = march.zones
    .map((name, zone) => button(`walk:in:${march.id}:${zone}`, cut(name)))
    .slice(page * PAGE, (page + 1) * PAGE);
  const turn = [
    ...(page > 0 ? [button(`walk:zones:${march.id}:${page - 1}`, t('march-previous-zones'))] : []),
    ...(page < pages - 1 ? [button(`walk:zones:${march.id}:${page + 1}`, t('march-next-zones'))] : []),
  ];
  const answer = await talk.ask(
    {
      text: input.nowhere === true ? t('march-nowhere') : t('march-ask', { name: march.name }),
      options: [
        ...pairs(zones),
        ...(turn.length === 0 ? [] : [turn]),
        [button(`walk:see:${march.id}`, t('march-refresh')), button('menu:open', t('menu-open'))],
      ],
      request: { what: 'place', label: t('march-share') },
    },
    { place: true },
  );
  // A dialogue that begins anew: the location is not in its log.
  if (answer.kind === 'tap') return walkRoute(answer.id) ?? menuRoute(answer.id);
  if (answer.kind !== 'place') throw new Error('Where somebody walks was answered by something else.');
  const { latitude, longitude } = answer;
  const zone = await talk.once('zone', (look) => look.marchZoneAt(march.id, { latitude, longitude }));
  if (zone === undefined) return { dialogue: 'walk', input: { nowhere: true } };
  return { dialogue: 'walk', input: { act: 'in', march: march.id, zone } };
}

async function checkIn(talk: Talk, march: ShortMarch, zone: number): Promise<'end'> {
  const { until, minutes } = march;
  await talk.intend({ do: 'check-in', marchId: march.id, zone });
  return show(talk, march, zone, [talk.t('march-in', { zone: march.zones[zone] ?? '', until, minutes })]);
}

/** Says what is published, with its picture, and ends: nothing waits for an answer, and nothing is remembered. */
async function show(
  talk: Talk,
  march: ShortMarch,
  zone: number | undefined,
  before: readonly string[],
): Promise<'end'> {
  const { t, language } = talk;
  const shown = await talk.once('shown', async (look) => ({
    count: (await look.march())?.count,
    picture: await look.marchPicture(march.id, zone ?? null, language),
  }));
  const { count, picture } = shown;
  const words = (number: number | null) =>
    number === null ? t('march-few', { below: THRESHOLD }) : t('march-number', { number });
  const lines =
    count === undefined
      ? [t('march-not-yet')]
      : [
          ...(zone === undefined
            ? []
            : [t('march-of-zone', { zone: march.zones[zone] ?? '', count: words(count.zones[zone] ?? null) })]),
          t('march-of-country', { count: words(count.country) }),
          '',
          t('march-what', { plusMinus: count.plusMinus }),
        ];
  const at = zone === undefined ? '' : `:${zone}`;
  const refresh = { id: `walk:see:${march.id}${at}`, label: t('march-refresh') };
  const menu = { id: 'menu:open', label: t('menu-open') };
  const isCounted = zone !== undefined && march.phase === 'open';
  const again = { id: `walk:zones:${march.id}:0`, label: t(isCounted ? 'march-elsewhere' : 'menu-walk') };
  const leave = { id: `walk:left:${march.id}`, label: t('march-leave') };
  await talk.say({
    text: [...before, '', ...lines].join('\n'),
    ...(picture === undefined ? {} : { picture }),
    options:
      march.phase !== 'open'
        ? [[refresh, menu]]
        : isCounted
          ? [
              [refresh, leave],
              [again, menu],
            ]
          : [[refresh, again], [menu]],
  });
  return 'end';
}
