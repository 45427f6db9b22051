import type { PersonView } from '../../src/actions/converse.ts';
import type { Catalogues } from '../../src/i18n/catalogues.ts';
import { Conversation, fakePhoneKey, NEWCOMER, REGISTERED, someWorld, type World } from './conversation.ts';
import { marchView } from './marches.ts';
import { surveyView } from './some-survey.ts';

/** A question of a dialogue, and how a person comes to it. */
export interface DialogueStep {
  readonly name: string;
  readonly person?: PersonView;
  readonly world?: () => World;
  readonly path: (chat: Conversation) => Promise<unknown>;
}

const TAKEN_PHONE = '+375297654321';

const CONSENTED: PersonView = { ...NEWCOMER, language: 'en', consented: true };
const WITHOUT_STATION: PersonView = { ...REGISTERED, stationId: null };

const withSurvey = () => someWorld({ surveys: [surveyView()] });
const OPTION = 'sv:roads-1';

/** Into the survey, and so far in it. */
const inSurvey =
  (...taps: readonly string[]) =>
  async (chat: Conversation) => {
    await chat.tap('survey:roads-1');
    for (const tap of taps) await chat.tap(`${OPTION}:${tap}`);
  };

async function inTurn(...steps: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const step of steps) await step();
}

/** Every question that the dialogues ask. */
export const DIALOGUE_STEPS: readonly DialogueStep[] = [
  { name: 'welcome: language', person: NEWCOMER, path: (chat) => chat.start() },
  {
    name: 'welcome: consent',
    person: NEWCOMER,
    path: (chat) =>
      inTurn(
        () => chat.start(),
        () => chat.tap('language:en'),
      ),
  },
  { name: 'register: phone', person: CONSENTED, path: (chat) => chat.start() },
  {
    name: 'register: phone of another account',
    person: CONSENTED,
    world: () => someWorld({ taken: new Set([fakePhoneKey(TAKEN_PHONE)]) }),
    path: (chat) =>
      inTurn(
        () => chat.start(),
        () => chat.contact(TAKEN_PHONE),
      ),
  },
  { name: 'station: search', person: WITHOUT_STATION, path: (chat) => chat.tap('menu:station') },
  {
    name: 'station: found',
    person: WITHOUT_STATION,
    path: (chat) =>
      inTurn(
        () => chat.tap('menu:station'),
        () => chat.say('school'),
        () => chat.tap('page:next'),
      ),
  },
  {
    name: 'station: near',
    person: WITHOUT_STATION,
    path: (chat) =>
      inTurn(
        () => chat.tap('menu:station'),
        () => chat.place(),
      ),
  },
  {
    name: 'station: regions',
    person: WITHOUT_STATION,
    path: (chat) =>
      inTurn(
        () => chat.tap('menu:station'),
        () => chat.tap('station:list'),
      ),
  },
  {
    name: 'station: towns',
    person: WITHOUT_STATION,
    path: (chat) =>
      inTurn(
        () => chat.tap('menu:station'),
        () => chat.tap('station:list'),
        () => chat.tap('level:0-0'),
      ),
  },
  {
    name: 'station: of a town',
    person: WITHOUT_STATION,
    path: (chat) =>
      inTurn(
        () => chat.tap('menu:station'),
        () => chat.tap('station:list'),
        () => chat.tap('level:0-0'),
        () => chat.tap('level:1-0'),
      ),
  },
  {
    name: 'station: confirm',
    person: WITHOUT_STATION,
    path: (chat) =>
      inTurn(
        () => chat.tap('menu:station'),
        () => chat.say('3'),
      ),
  },
  { name: 'declare', path: (chat) => chat.tap('menu:declare') },
  { name: 'ballot: choice', path: (chat) => chat.tap('menu:ballot') },
  {
    name: 'ballot: front',
    path: (chat) =>
      inTurn(
        () => chat.tap('menu:ballot'),
        () => chat.tap('choice:sun'),
      ),
  },
  {
    name: 'ballot: back',
    path: (chat) =>
      inTurn(
        () => chat.tap('menu:ballot'),
        () => chat.tap('choice:sun'),
        () => chat.photo(),
      ),
  },
  {
    name: 'ballot: back of an album',
    path: (chat) =>
      inTurn(
        () => chat.tap('menu:ballot'),
        () => chat.tap('choice:sun'),
        () => chat.photo('album'),
      ),
  },
  {
    name: 'ballot: summary',
    path: (chat) =>
      inTurn(
        () => chat.tap('menu:ballot'),
        () => chat.tap('choice:sun'),
        () => chat.photo(),
        () => chat.photo(),
      ),
  },
  {
    name: 'ballot: summary without photos',
    path: (chat) =>
      inTurn(
        () => chat.tap('menu:ballot'),
        () => chat.tap('choice:sun'),
        () => chat.tap('ballot:no-photo'),
      ),
  },
  {
    name: 'clean-up',
    path: (chat) =>
      inTurn(
        () => chat.tap('menu:ballot'),
        () => chat.tap('choice:sun'),
        () => chat.tap('ballot:no-photo'),
        () => chat.tap('ballot:confirm'),
      ),
  },
  { name: 'my-station', path: (chat) => chat.tap('menu:station') },
  { name: 'survey: one', world: withSurvey, path: inSurvey() },
  { name: 'survey: several', world: withSurvey, path: inSurvey('roads:bad') },
  { name: 'survey: several, one ticked', world: withSurvey, path: inSurvey('roads:bad', 'use:+bus') },
  { name: 'survey: scale', world: withSurvey, path: inSurvey('roads:bad', 'use:+bus', 'use:-done') },
  { name: 'survey: yes or no', world: withSurvey, path: inSurvey('roads:bad', 'use:+bus', 'use:-done', 'mark:3') },
  {
    name: 'survey: number',
    world: withSurvey,
    path: inSurvey('roads:bad', 'use:+bus', 'use:-done', 'mark:3', 'move:-skip'),
  },
  { name: 'survey: text', world: withSurvey, path: inSurvey('roads:none') },
  { name: 'survey: an earlier answer', world: withSurvey, path: inSurvey('roads:bad', 'use:-back') },
  {
    name: 'survey: answered',
    world: () =>
      someWorld({
        surveys: [surveyView()],
        parts: new Map([['roads-1', { complete: true, answers: { roads: 'none', why: null } }]]),
      }),
    path: inSurvey(),
  },
  {
    name: 'profile: sex',
    path: (chat) =>
      inTurn(
        () => chat.tap('menu:kept'),
        () => chat.tap('profile:change'),
      ),
  },
  {
    name: 'profile: age',
    path: (chat) =>
      inTurn(
        () => chat.tap('menu:kept'),
        () => chat.tap('profile:change'),
        () => chat.tap('sex:male'),
      ),
  },
  {
    name: 'profile: settlement',
    path: (chat) =>
      inTurn(
        () => chat.tap('menu:kept'),
        () => chat.tap('profile:change'),
        () => chat.tap('sex:male'),
        () => chat.tap('age:skip'),
      ),
  },
  { name: 'walk: zone', world: () => someWorld({ march: marchView() }), path: (chat) => chat.command('walk') },
  { name: 'language', path: (chat) => chat.tap('menu:language') },
  { name: 'kept', path: (chat) => chat.tap('menu:kept') },
  { name: 'forget', path: (chat) => chat.tap('menu:forget') },
  { name: 'menu', path: (chat) => chat.command('menu') },
  {
    name: 'menu of an unconfirmed account',
    person: { ...REGISTERED, tier: 'unverified' },
    path: (chat) => chat.command('menu'),
  },
];

/** A chat at one of the questions. */
export async function chatAt(step: DialogueStep, catalogues: Catalogues): Promise<Conversation> {
  const chat = new Conversation({
    catalogues,
    person: step.person ?? REGISTERED,
    world: step.world?.() ?? someWorld(),
  });
  await step.path(chat);
  return chat;
}
