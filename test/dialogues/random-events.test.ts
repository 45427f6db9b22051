import fc from 'fast-check';
import { PHOTO_REFUSALS } from '../../src/domain/photos.ts';
import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import { MAX_OPTION_ID_BYTES } from '../../src/messaging/outgoing.ts';
import { Conversation, fakePhoneKey, NEWCOMER, REGISTERED, someStations, someWorld } from '../support/conversation.ts';
import { someSurvey, surveyView } from '../support/some-survey.ts';

const catalogues = loadCatalogues();
const SURVEY = surveyView({ definition: someSurvey({ asksProfile: true }) });

const TRUSTED = '+375291234567';
const FOREIGN = '+12025550123';
const REF = 'REF-THAT-MUST-NOT-BE-STORED';
const SECRETS = [TRUSTED, FOREIGN, TRUSTED.slice(1), '291234567', '2025550123', REF, 'MESSAGE-ID'];

/** One thing that happens, as something that can be printed when it fails. */
type Move =
  | { do: 'option'; index: number }
  | { do: 'tap'; id: string }
  | { do: 'say'; text: string }
  | { do: 'photo'; album?: string }
  | { do: 'contact'; phone: string; own: boolean }
  | { do: 'place' }
  | { do: 'command'; name: string }
  | { do: 'event'; event: 'start' | 'opened' | 'edited' | 'blocked' | 'unblocked' | 'sticker' | 'voice' | 'group' }
  | {
      do: 'world';
      change:
        | 'open-survey'
        | 'close-survey'
        | 'answered'
        | 'refuse-photos'
        | 'lock'
        | 'close'
        | 'open'
        | 'no-election'
        | 'spend'
        | 'stations-gone';
    };

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant('option' as const), index: fc.nat(12) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('tap' as const),
      id: fc.oneof(
        fc.string({ maxLength: 64 }),
        fc.constantFrom(
          'survey:roads-1',
          'survey:none',
          'sv:roads-1:use:+bus',
          'sv:roads-1:use:~bus',
          'sv:roads-1:use:-done',
          'sv:x:y:z',
        ),
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('say' as const),
      text: fc.oneof(
        fc.constantFrom('1', '3', 'school', 'меню', 'участак', 'Мова', 'forget me', 'yes', '', '🗳️'),
        fc.string({ unit: 'grapheme', maxLength: 400 }),
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.oneof(
      fc.constant({ do: 'photo' as const }),
      fc.constantFrom('a1', 'a2').map((album) => ({ do: 'photo' as const, album })),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('contact' as const),
      phone: fc.constantFrom(TRUSTED, FOREIGN, TRUSTED.slice(1), '12'),
      own: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'place' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('command' as const),
      name: fc.constantFrom(
        'menu',
        'ballot',
        'station',
        'language',
        'privacy',
        'forget',
        'stop',
        'help',
        'declare',
        'x',
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('event' as const),
      event: fc.constantFrom('start', 'opened', 'edited', 'blocked', 'unblocked', 'sticker', 'voice', 'group'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('world' as const),
      change: fc.constantFrom(
        'open-survey',
        'close-survey',
        'answered',
        'refuse-photos',
        'lock',
        'close',
        'open',
        'no-election',
        'spend',
        'stations-gone',
      ),
    }),
  },
) as fc.Arbitrary<Move>;

async function make(chat: Conversation, step: Move): Promise<boolean> {
  switch (step.do) {
    case 'option': {
      const { options } = chat;
      const option = options[step.index % Math.max(1, options.length)];
      await chat.tap(option?.id ?? 'menu:open');
      return true;
    }
    case 'tap':
      await chat.tap(step.id);
      return true;
    case 'say':
      await chat.say(step.text);
      return true;
    case 'photo':
      await chat.on({
        kind: 'photo',
        photo: { messenger: chat.person.messenger, ref: REF },
        messageId: 'MESSAGE-ID',
        ...(step.album === undefined ? {} : { album: step.album }),
      });
      // Between an album's photos nothing is said: the next one is on its way.
      return step.album === undefined || (chat.open !== 'ballot' && chat.open !== 'protocol');
    case 'contact':
      await chat.contact(step.phone, step.own);
      return true;
    case 'place':
      await chat.place();
      return true;
    case 'command':
      await chat.command(step.name);
      return true;
    case 'event':
      return happen(chat, step.event);
    case 'world':
      change(chat, step.change);
      return false;
  }
}

async function happen(chat: Conversation, event: (Move & { do: 'event' })['event']): Promise<boolean> {
  if (event === 'start') await chat.start(chat.intents.length % 2 === 0 ? 'payload' : 'survey_roads-1');
  else if (event === 'opened') await chat.on({ kind: 'start', answerInline: true });
  else if (event === 'group') await chat.on({ kind: 'command', name: 'menu' }, 'group');
  else if (event === 'sticker' || event === 'voice') await chat.on({ kind: 'unsupported', what: event });
  else await chat.on({ kind: event });
  return event !== 'blocked';
}

function change({ world, intents }: Conversation, what: (Move & { do: 'world' })['change']): void {
  const photoIds = intents.flatMap((intent) => (intent.do === 'fetch-photo' ? [intent.photoId] : []));
  const ballot = { kind: 'photographed', choiceId: 'sun', stationId: 'x' } as const;
  switch (what) {
    case 'refuse-photos':
      for (const [i, id] of photoIds.entries())
        world.refusals.set(id, PHOTO_REFUSALS[i % PHOTO_REFUSALS.length] ?? 'gone');
      return;
    case 'lock':
      world.ballot = { ...ballot, state: world.ballot === undefined ? 'handed-in' : 'locked' };
      return;
    case 'close':
      if (world.election !== undefined) world.election = { ...world.election, phase: 'after' };
      return;
    case 'open':
      world.election = someWorld().election;
      return;
    case 'no-election':
      world.election = undefined;
      return;
    case 'spend':
      world.voiceSpentBy = 'forgotten';
      return;
    case 'open-survey':
      world.surveys = [SURVEY];
      return;
    case 'close-survey':
      world.surveys = [{ ...SURVEY, phase: 'closed' }];
      return;
    case 'answered':
      world.parts.set(SURVEY.id, { complete: true, answers: { roads: 'none', why: 'x' } });
      return;
    case 'stations-gone':
      world.stations = world.stations.slice(5);
  }
}

function check(chat: Conversation, mustAnswer: boolean): void {
  const { messages, state } = chat.last;
  if (mustAnswer) expect(messages.length).toBeGreaterThan(0);
  expect(messages.length).toBeLessThanOrEqual(4);
  for (const { text, options = [] } of messages) {
    expect(text).not.toBe('');
    expect(text.length).toBeLessThanOrEqual(4_000);
    for (const { id, label } of options.flat()) {
      expect(id).toMatch(/^[\x21-\x7e]+$/);
      expect(id).toContain(':');
      expect(id.length).toBeLessThanOrEqual(MAX_OPTION_ID_BYTES);
      expect(label).not.toBe('');
    }
    const ids = options.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  }
  if (state === null) return;
  expect(Buffer.byteLength(state)).toBeLessThan(8_192);
  for (const secret of SECRETS) expect(state).not.toContain(secret);
}

describe('whatever happens, in whatever order', () => {
  test.each([
    ['somebody new on Telegram', NEWCOMER],
    ['somebody new on Viber', { ...NEWCOMER, messenger: 'viber' as const }],
    ['somebody registered', REGISTERED],
    ['somebody whose phone is another account’s', { ...NEWCOMER, language: 'ru' as const, consented: true }],
  ])('%s is answered, and no state grows or holds what it must not', async (_, person) => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { maxLength: 40 }), async (moves) => {
        const taken = new Set(person.language === 'ru' ? [fakePhoneKey(TRUSTED)] : []);
        const chat = new Conversation({
          catalogues,
          person,
          world: someWorld({ taken, surveys: [SURVEY], stations: someStations(20) }),
        });
        for (const step of moves) check(chat, await make(chat, step));
      }),
      { numRuns: 60 },
    );
  });

  test('the largest election and the longest names fit a state', async () => {
    const long = (of: string) => ({ be: of.repeat(100), ru: of.repeat(100), en: of.repeat(100) });
    const world = someWorld({ stations: someStations(20) });
    world.stations = world.stations.map((s) => ({
      ...s,
      name: 'ы'.repeat(300),
      address: 'щ'.repeat(1_000),
      levels: ['ж'.repeat(100), 'ю'.repeat(100), 'я'.repeat(100), 'э'.repeat(100), `ь${s.code}`.repeat(25)],
    }));
    const ids = Array.from({ length: 40 }, (_, i) => `${'c'.repeat(21)}-${i}`);
    world.election = world.election && { ...world.election, choices: ids.map((id) => ({ id, name: long('Щю') })) };
    world.count = ids.map((choiceId) => ({
      choiceId,
      tier: 'verified',
      declared: 1e6,
      photographed: 1e6,
      withoutPhoto: 1e6,
    }));
    const chat = new Conversation({ catalogues, person: REGISTERED, world });
    for (const id of ['menu:station', 'menu:declare', 'menu:ballot', `choice:${ids[7]}`]) {
      await chat.tap(id);
      check(chat, true);
    }
    await chat.photo();
    check(chat, true);
    await chat.photo();
    check(chat, true);
    await chat.tap('menu:change-station');
    for (const id of ['station:list', 'level:4-0']) {
      await chat.tap(id);
      check(chat, true);
    }
    await chat.say('ыы');
    check(chat, true);
    expect(chat.open).toBe('station');
  });
});
