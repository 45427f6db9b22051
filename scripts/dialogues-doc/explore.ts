import { randomUUID } from 'node:crypto';
import type { Converse, PersonView } from '../../src/actions/converse.ts';
import { createConverse } from '../../src/dialogues/converse.ts';
import type { Dialogue } from '../../src/dialogues/dialogue.ts';
import { DIALOGUES } from '../../src/dialogues/dialogues.ts';
import { resume } from '../../src/dialogues/engine.ts';
import { readStored } from '../../src/dialogues/replay-log.ts';
import { LANGUAGES, type Language, type Localized } from '../../src/domain/languages.ts';
import type { Catalogues } from '../../src/i18n/catalogues.ts';
import type { IncomingEvent } from '../../src/messaging/incoming.ts';
import type { Outgoing } from '../../src/messaging/outgoing.ts';
import { ENTRY } from './chronicle.ts';
import { DIRECTORY } from './fund.ts';
import { MARCH } from './march.ts';
import { SURVEY } from './survey.ts';
import { lookUpsIn, someStations, someWorld, type World } from './world.ts';

/** A question that a dialogue really asked, in every language. */
export interface Question {
  readonly dialogue: Dialogue;
  readonly text: Localized;
  /** The messenger's own button that stands with it. */
  readonly request?: { readonly what: string; readonly label: Localized };
  readonly options: readonly { readonly id: string; readonly label: Localized }[];
}

/** Somebody whose conversations lead to different questions. */
interface Traveller {
  readonly person: PersonView;
  readonly world: World;
}

/** How far somebody has come, in one language. */
interface Place {
  readonly person: PersonView;
  readonly state: string | null;
}

/** The same person in every language, and what happens to them next. */
interface Crossing {
  readonly places: readonly Place[];
  readonly event: IncomingEvent;
}

const PHONE = '+375291112233';

/** What is tried at every question, besides its buttons. */
const TRIALS: readonly IncomingEvent[] = [
  { kind: 'photo', photo: { messenger: 'telegram', ref: 'a-photo' } },
  { kind: 'contact', phone: PHONE, own: true },
  { kind: 'place', latitude: 0, longitude: 0 },
  { kind: 'text', text: 'school' },
  { kind: 'text', text: '3' },
  { kind: 'text', text: 'People walked here.' },
];

const BEGINNINGS: readonly IncomingEvent[] = [
  { kind: 'start' },
  { kind: 'command', name: 'menu' },
  { kind: 'command', name: 'help' },
  { kind: 'command', name: 'declare' },
];

/**
 * Finds the questions of all dialogues by really talking to them: every button and every kind of answer
 * is tried at every question that was not seen before.
 */
export async function exploreQuestions(catalogues: Catalogues): Promise<Question[]> {
  const converse = createConverse({ catalogues });
  const questions = new Map<string, Question>();
  for (const traveller of travellers()) {
    const seen = new Set<string>();
    const start = LANGUAGES.map((language) => ({ person: speaking(traveller.person, language), state: null }));
    const crossings: Crossing[] = BEGINNINGS.map((event) => ({ places: start, event }));
    for (let crossing = crossings.shift(); crossing !== undefined; crossing = crossings.shift()) {
      const { event } = crossing;
      const arrived = await Promise.all(
        crossing.places.map((place, i) =>
          walk(place, event, LANGUAGES[i] ?? 'en', traveller.world, converse, catalogues),
        ),
      );
      const question = inEveryLanguage(arrived.map(({ asked }) => asked));
      if (question === undefined || seen.has(keyOf(question))) continue;
      const key = keyOf(question);
      seen.add(key);
      if (!questions.has(key)) questions.set(key, question);
      const taps = oneOfEachKind(question.options.map(({ id }) => id)).map((id) => ({ kind: 'tap' as const, id }));
      const places = arrived.map(({ place }) => place);
      for (const next of [...taps, ...TRIALS]) crossings.push({ places, event: next });
    }
  }
  return [...questions.values()];
}

function travellers(): Traveller[] {
  const stations = someStations(9);
  const newcomer: PersonView = {
    messenger: 'telegram',
    language: null,
    consented: false,
    tier: null,
    stationId: null,
  };
  const consented: PersonView = { ...newcomer, language: 'en', consented: true };
  const registered: PersonView = { ...consented, tier: 'unverified', stationId: stations[2]?.id ?? null };
  const answered = new Map([
    [SURVEY.id, { complete: true, answers: { state: 'bad', by: ['bus'], mark: 2, lights: null, walk: 7, else: null } }],
  ]);
  const profile = { sex: 'female', ageGroup: '30-44', settlement: 'town' } as const;
  const ballot = { state: 'handed-in', kind: 'photographed', choiceId: 'sun', stationId: 'any' } as const;
  return [
    { person: newcomer, world: someWorld({ stations }) },
    { person: consented, world: someWorld({ stations, taken: new Set([PHONE]) }) },
    {
      person: registered,
      world: someWorld({
        stations,
        declaration: { choiceId: 'moon' },
        surveys: [SURVEY],
        march: MARCH,
        solidarity: DIRECTORY,
        chronicle: [ENTRY],
      }),
    },
    {
      person: { ...registered, tier: 'verified' },
      world: someWorld({ stations, ballot, surveys: [SURVEY], parts: answered, profile }),
    },
  ];
}

interface Asked {
  readonly dialogue: Dialogue;
  readonly question: Outgoing;
}

/** Lets one event happen to somebody; tells which question waits then. */
async function walk(
  { person, state }: Place,
  event: IncomingEvent,
  language: Language,
  world: World,
  converse: Converse,
  catalogues: Catalogues,
): Promise<{ place: Place; asked: Asked | undefined }> {
  const look = lookUpsIn(world);
  const spoken = event.kind === 'tap' ? { ...event, id: inLanguage(event.id, language) } : event;
  const outcome = await converse({
    incoming: { messenger: 'telegram', updateId: '1', userId: '1', address: '1', chat: 'private', event: spoken },
    person,
    state,
    look,
    phoneKey: (e164) => e164,
  });
  const { reachable: _, ...changes } = outcome.changes;
  const place = { person: { ...person, ...changes }, state: outcome.state };
  const stored = outcome.state === null ? undefined : readStored(outcome.state);
  if (stored === undefined) return { place, asked: undefined };
  const dialogue = DIALOGUES[stored.d];
  const step = await resume(dialogue, stored, 'telegram', {
    look,
    translator: catalogues.translator,
    newId: randomUUID,
  });
  return { place, asked: step.kind === 'asked' ? { dialogue, question: step.question } : undefined };
}

/** One question from what was asked in each of `LANGUAGES`, in their order. */
function inEveryLanguage(asked: readonly (Asked | undefined)[]): Question | undefined {
  const [be, ru, en] = asked;
  if (be === undefined || ru === undefined || en === undefined) return undefined;
  const localized = (of: (question: Outgoing) => string | undefined): Localized => ({
    be: of(be.question) ?? '',
    ru: of(ru.question) ?? '',
    en: of(en.question) ?? '',
  });
  const { request, options = [] } = en.question;
  return {
    dialogue: en.dialogue,
    text: localized(({ text }) => text),
    ...(request === undefined
      ? {}
      : { request: { what: request.what, label: localized((question) => question.request?.label) } }),
    options: options.flat().map(({ id }, i) => ({
      id,
      label: localized((question) => question.options?.flat()[i]?.label),
    })),
  };
}

function speaking(person: PersonView, language: Language): PersonView {
  return person.language === null ? person : { ...person, language };
}

/** Whatever language is chosen on a path, it is the one that the path is walked in. */
function inLanguage(id: string, language: Language): string {
  return LANGUAGES.some((code) => id === `language:${code}`) ? `language:${language}` : id;
}

/** Two questions are the same when only names and numbers differ. */
function keyOf({ dialogue, text, options }: Question): string {
  const ids = [...new Set(options.map(({ id }) => patternOf(id)))];
  return JSON.stringify([dialogue.name, text.en.replace(/\d+/g, '#'), ids]);
}

/** An option id with its variable part named, such as `station:<id>`. */
export function patternOf(id: string): string {
  return id
    .replace(/^(declare:)?choice:.*/, '$1choice:<id>')
    .replace(/^level:\d+-\d+$/, 'level:<depth>-<position>')
    .replace(/^station:[0-9a-f]{8}-.*/, 'station:<id>')
    .replace(/^survey:.*/, 'survey:<id>')
    .replace(/^chron:see:.*/, 'chron:see:<number>')
    .replace(/^walk:(in|zones):.*/, 'walk:$1:<id>:<number>')
    .replace(/^walk:(see|left):.*/, 'walk:$1:<id>')
    .replace(/^sv:[^:]+:[^:]+:([+~]?)[^+~-].*$/, 'sv:<id>:<question>:$1<option>')
    .replace(/^sv:[^:]+:[^:]+:(-[a-z]+)$/, 'sv:<id>:<question>:$1');
}

function oneOfEachKind(ids: readonly string[]): string[] {
  return ids.filter((id, i) => ids.findIndex((other) => patternOf(other) === patternOf(id)) === i);
}
