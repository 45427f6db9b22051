import { DIALOGUES } from '../../src/dialogues/dialogues.ts';
import { readStored } from '../../src/dialogues/replay-log.ts';
import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import { Conversation, ELECTION, fakePhoneKey, NEWCOMER, REGISTERED, someWorld } from '../support/conversation.ts';
import { chatAt, DIALOGUE_STEPS } from '../support/dialogue-steps.ts';

const catalogues = loadCatalogues();
const PHONE = '+375291112233';

function chatWith(options: Partial<ConstructorParameters<typeof Conversation>[0]> = {}): Conversation {
  return new Conversation({ catalogues, person: REGISTERED, ...options });
}

function does(chat: Conversation): string[] {
  return chat.intents.map((intent) => intent.do);
}

async function toSummary(chat: Conversation): Promise<void> {
  await chat.tap('menu:ballot');
  await chat.tap('choice:sun');
  await chat.photo();
  await chat.photo();
}

describe('1. start', () => {
  test.each([
    ['/start', { kind: 'start' }],
    ['/start with a payload', { kind: 'start', payload: 'leaflet-7' }],
    ['Viber’s conversation_started', { kind: 'start', payload: 'ctx', answerInline: true }],
    ['a first message of any kind', { kind: 'text', text: 'hello' }],
    ['a sticker', { kind: 'unsupported', what: 'sticker' }],
    ['an old button', { kind: 'tap', id: 'menu:ballot' }],
  ] as const)('%s leads somebody new to the language, in one message', async (_, event) => {
    const chat = chatWith({ person: NEWCOMER });
    await chat.on(event);
    expect(chat.last.messages).toHaveLength(1);
    expect(chat.optionIds).toEqual(['language:be', 'language:ru', 'language:en']);
    expect(chat.options.map(({ label }) => label)).toEqual(['Беларуская', 'Русский', 'English']);
  });

  test.each([
    ['be', 'Вы згодныя?'],
    ['ru', 'Вы согласны?'],
    ['en', 'Do you agree?'],
  ])('the bot speaks %s from then on', async (language, words) => {
    const chat = chatWith({ person: NEWCOMER });
    await chat.start();
    await chat.tap(`language:${language}`);
    expect(chat.text).toContain(words);
    expect(chat.person).toMatchObject({ language, consented: false });
  });

  test('who does not agree is told so kindly and erased', async () => {
    const chat = chatWith({ person: NEWCOMER });
    await chat.start();
    await chat.tap('language:en');
    await chat.tap('consent:no');
    expect(chat.text).toContain('Nothing about you will be kept');
    expect(does(chat)).toEqual(['forget']);
    expect(chat.person.consented).toBe(false);
    expect(chat.state).toBeNull();
  });

  test('nothing else works before consent, except another language and being forgotten', async () => {
    const chat = chatWith({ person: { ...NEWCOMER, language: 'en' } });
    await chat.tap('menu:ballot');
    expect(chat.open).toBe('welcome');
    await chat.command('station');
    expect(chat.text).toContain('First, please answer this.');
    await chat.command('language');
    expect(chat.optionIds).toContain('language:ru');
    await chat.command('forget');
    expect(chat.open).toBe('forget');
    await chat.tap('forget:no');
    expect(chat.open).toBe('welcome');
  });

  test('a start in the middle of the welcome asks the same again', async () => {
    const chat = chatWith({ person: NEWCOMER });
    await chat.start();
    await chat.tap('language:ru');
    const before = chat.state;
    await chat.start();
    expect(chat.state).toBe(before);
    expect(chat.text).toContain('Вы согласны?');
  });
});

describe('2. register', () => {
  const person = { ...NEWCOMER, language: 'en' as const, consented: true };

  test.each([
    ['a trusted number', PHONE, true, 'verified', 'is confirmed'],
    ['a trusted number without its plus', PHONE.slice(1), true, 'verified', 'is confirmed'],
    ['a number of another operator', '+12025550123', true, 'unverified', 'was not kept'],
    ['somebody else’s contact', PHONE, false, null, 'somebody else’s contact'],
    ['no number at all', '123', true, null, 'not look like a phone number'],
  ] as const)('%s', async (_, phone, own, tier, says) => {
    const chat = chatWith({ person });
    await chat.start();
    await chat.contact(phone, own);
    expect(chat.person.tier).toBe(tier);
    expect(chat.text).toContain(says);
    expect(chat.open).toBe(tier === null ? 'register' : 'station');
  });

  test('without a number one is unverified, and may confirm one later', async () => {
    const chat = chatWith({ person });
    await chat.start();
    await chat.tap('register:skip');
    expect(chat.person.tier).toBe('unverified');
    expect(does(chat)).toEqual([]);
    await chat.say('3');
    await chat.tap('station:confirm');
    await chat.tap('declare:none');
    expect(chat.optionIds).toContain('menu:verify');
    await chat.tap('menu:verify');
    await chat.contact(PHONE);
    expect(chat.person.tier).toBe('verified');
    expect(chat.intents).toEqual([{ do: 'set-tier', electionId: ELECTION.id, tier: 'verified' }]);
    expect(chat.optionIds).not.toContain('menu:verify');
  });

  test.each(['register:move', 'register:stay'])('a phone of another account: %s', async (decision) => {
    const chat = chatWith({ person, world: someWorld({ taken: new Set([fakePhoneKey(PHONE)]) }) });
    await chat.start();
    await chat.contact(PHONE);
    expect(chat.text).toContain('already registered in another account');
    await chat.tap(decision);
    if (decision === 'register:move') {
      expect(chat.intents).toEqual([{ do: 'move-registration', phoneKey: fakePhoneKey(PHONE), tier: 'verified' }]);
      expect(chat.state).toBeNull();
    } else {
      expect(chat.person.tier).toBe('unverified');
      expect(chat.intents).toEqual([]);
      expect(chat.open).toBe('station');
    }
  });

  test('who is confirmed already is told so', async () => {
    const chat = chatWith();
    await chat.tap('menu:verify');
    expect(chat.text).toContain('already confirmed');
    expect(chat.open).toBe('menu');
  });

  test('on Telegram the button for the phone is taken away by a message without buttons', async () => {
    const chat = chatWith({ person });
    await chat.start();
    await chat.contact(PHONE);
    // The next question has such a button itself.
    expect(chat.last.messages.some(({ clearRequest }) => clearRequest)).toBe(false);
    await chat.say('school');
    expect(chat.last.messages).toMatchObject([
      { text: '28 stations found, shown: 1–8.', clearRequest: true },
      { text: 'Which one is yours? You can also write other words.' },
    ]);
    expect(chat.last.messages[0]?.options).toBeUndefined();
  });

  test.each([
    ['a place', (chat: Conversation) => chat.place(), 'The nearest stations.'],
    ['a number', (chat: Conversation) => chat.say('3'), 'Please check.'],
    ['the list', (chat: Conversation) => chat.tap('station:list'), 'All right.'],
    ['the menu', (chat: Conversation) => chat.command('menu'), 'All right.'],
  ])('%s takes the button for a location away with words of its own', async (_, act, words) => {
    const chat = chatWith({ person: { ...REGISTERED, stationId: null } });
    await chat.tap('menu:station');
    await act(chat);
    expect(chat.last.messages).toHaveLength(2);
    expect(chat.last.messages[0]).toMatchObject({ text: words, clearRequest: true });
    expect(chat.last.messages[0]?.options).toBeUndefined();
    expect(chat.options.length).toBeGreaterThan(0);
  });
});

describe('3. find the station', () => {
  const person = { ...REGISTERED, stationId: null };

  async function chatSearching(): Promise<Conversation> {
    const chat = chatWith({ person });
    await chat.tap('menu:station');
    return chat;
  }

  test('by number: one hit is asked to be confirmed with its address', async () => {
    const chat = await chatSearching();
    await chat.say('12');
    expect(chat.text).toContain('No. 12 · School 12\nNorth, Alder, 12 Long Street');
    expect(chat.optionIds).toEqual(['station:confirm', 'station:again']);
    await chat.tap('station:confirm');
    expect(chat.person.stationId).toMatch(/12$/);
    expect(chat.open).toBe('my-station');
    // Its name is said once.
    expect(chat.text.match(/School 12/g)).toHaveLength(1);
  });

  test('by words: a long list pages forth and back', async () => {
    const chat = await chatSearching();
    await chat.say('school');
    expect(chat.text).toContain('28 stations found, shown: 1–8');
    await chat.tap('page:next');
    expect(chat.text).toContain('9–16');
    const shown = chat.optionIds.filter((id) => id.startsWith('station:0'));
    expect(shown).toHaveLength(8);
    await chat.tap('page:next');
    await chat.tap('page:next');
    expect(chat.text).toContain('25–28');
    expect(chat.optionIds).not.toContain('page:next');
    await chat.tap('page:prev');
    await chat.say('rowan');
    expect(chat.text).toContain('7 stations found');
    await chat.tap(chat.optionIds[0] ?? '');
    await chat.tap('station:confirm');
    expect(chat.person.stationId).not.toBeNull();
  });

  test('nothing found: says how to try again', async () => {
    const chat = await chatSearching();
    await chat.say('nowhere');
    expect(chat.text).toContain('Nothing was found for “nowhere”');
    expect(chat.open).toBe('station');
    await chat.say('5');
    expect(chat.optionIds).toContain('station:confirm');
  });

  test('by location', async () => {
    const chat = await chatSearching();
    expect(chat.last.messages.at(-1)?.request).toMatchObject({ what: 'place' });
    await chat.place();
    expect(chat.optionIds.filter((id) => id.startsWith('station:0'))).toHaveLength(5);
    await chat.tap('station:again');
    expect(chat.last.messages.at(-1)?.request).toMatchObject({ what: 'place' });
  });

  test('step by step, and up again', async () => {
    const chat = await chatSearching();
    await chat.tap('station:list');
    expect(chat.options.map(({ label }) => label)).toEqual(['North', 'South', 'Search again']);
    await chat.tap('level:0-1');
    expect(chat.text).toContain('South');
    await chat.tap('level:up');
    await chat.say('south');
    await chat.tap('level:1-1');
    expect(chat.text).toContain('South, Rowan');
    // A button of another level is no button of this one.
    await chat.tap('level:0-1');
    expect(chat.text).toContain('earlier question');
    await chat.tap(chat.optionIds[6] ?? '');
    expect(chat.text).toContain('No. 28');
  });

  test('no region to choose from is stepped over', async () => {
    const world = someWorld();
    world.stations = world.stations.filter(({ levels }) => levels[0] === 'North');
    const chat = chatWith({ person, world });
    await chat.tap('menu:station');
    await chat.tap('station:list');
    expect(chat.options.slice(0, 2).map(({ label }) => label)).toEqual(['Birch', 'Alder']);
  });

  test.each([
    ['receiving', true],
    ['handed-in', true],
    ['duplicate', true],
    ['locked', true],
    ['refused', false],
    ['rejected', false],
  ] as const)('with a ballot that is %s, the station is fixed: %s', async (state, isFixed) => {
    const ballot = { state, kind: 'photographed', choiceId: 'sun', stationId: 'x' } as const;
    const chat = chatWith({ world: someWorld({ ballot }) });
    await chat.tap('menu:change-station');
    expect(chat.text.includes('can no longer be changed')).toBe(isFixed);
    expect(chat.open).toBe(isFixed ? 'menu' : 'station');
  });

  test.each([
    ['no ballot', undefined, true],
    ['a ballot that is handed-in', 'handed-in', false],
    ['a ballot that is locked', 'locked', false],
    ['a ballot that is refused', 'refused', true],
  ] as const)('with %s, changing the station is offered: %s', async (_, state, isOffered) => {
    const ballot = state && ({ state, kind: 'photographed', choiceId: 'sun', stationId: 'x' } as const);
    const chat = chatWith({ world: someWorld({ ballot }) });
    await chat.tap('menu:station');
    expect(chat.optionIds.includes('menu:change-station')).toBe(isOffered);
    expect(chat.text.includes('can no longer be changed')).toBe(!isOffered);
  });

  test.each([
    ['no station has a place', (chat: Conversation) => chat.place(), 'no stations with a known place', 'station'],
    ['there is no list', (chat: Conversation) => chat.tap('station:list'), 'nothing in the list', 'station'],
  ])('%s', async (_, act, says, open) => {
    const chat = chatWith({ person, world: someWorld({ stations: [] }) });
    await chat.tap('menu:station');
    await act(chat);
    expect(chat.text).toContain(says);
    expect(chat.open).toBe(open);
  });

  test('a station that has gone from the list is chosen anew', async () => {
    const chat = chatWith();
    chat.world.stations = [];
    await chat.tap('menu:station');
    expect(chat.text).toContain('not in the list any more');
    expect(chat.open).toBe('station');
    const other = await chatSearching();
    await other.say('school');
    const [id = ''] = other.optionIds;
    other.world.stations = [];
    await other.tap(id);
    expect(other.text).toContain('not in the list any more');
  });

  test('a declaration moves with its person', async () => {
    const chat = chatWith({ world: someWorld({ declaration: { choiceId: 'moon' } }) });
    await chat.tap('menu:change-station');
    await chat.say('9');
    await chat.tap('station:confirm');
    const stationId = chat.person.stationId;
    expect(stationId).toMatch(/9$/);
    expect(chat.intents).toEqual([{ do: 'move-declaration', electionId: ELECTION.id, stationId }]);
  });
});

describe('4. declare', () => {
  test.each([
    ['a choice', undefined, 'declare:choice:moon', 'moon'],
    // It may have been said a moment ago, and not be written yet.
    ['nothing', undefined, 'declare:none', null],
    ['another choice', { choiceId: 'sun' }, 'declare:choice:moon', 'moon'],
    ['nothing any more', { choiceId: 'sun' }, 'declare:none', null],
  ])('%s', async (_, declaration, tap, choiceId) => {
    const chat = chatWith({ world: someWorld({ declaration }) });
    await chat.tap('menu:declare');
    await chat.tap(tap);
    expect(chat.intents.map((intent) => (intent.do === 'declare' ? intent.choiceId : intent))).toEqual([choiceId]);
    expect(chat.open).toBe('menu');
  });
});

describe('5. hand in a ballot', () => {
  test('how somebody means to vote, asked once more, is no answer to what they have marked', async () => {
    const chat = chatWith();
    await chat.tap('menu:ballot');
    await chat.tap('declare:choice:moon');
    expect(chat.text).toMatch(/earlier question/);
    await chat.tap('choice:sun');
    expect(chat.intents).toEqual([]);
    expect(chat.text).toContain('photo of the front');
  });

  test('an album is front and back, with one word after both', async () => {
    const chat = chatWith();
    await chat.tap('menu:ballot');
    await chat.tap('choice:sun');
    await chat.photo('album');
    expect(chat.last.messages).toEqual([]);
    await chat.photo('album');
    expect(chat.text).toContain('Photos: 2');
    await chat.photo('album');
    expect(chat.text).toContain('I have all the photos I need');
    expect(does(chat)).toEqual(['fetch-photo', 'fetch-photo']);
    // The one too many can be cleaned up with the others.
    expect(chat.traces).toHaveLength(3);
  });

  test('what was typed while a ballot was open can be cleaned up, and nothing else that was typed', async () => {
    const chat = chatWith();
    const type = (text: string) => chat.on({ kind: 'text', text, messageId: `of ${text}` });
    await type('hello');
    await chat.tap('menu:ballot');
    await type('The Moon');
    await type('and now?');
    await type('menu');
    expect(chat.traces).toEqual(['of The Moon', 'of and now?', 'of menu']);
    await type('station');
    expect(chat.traces).toHaveLength(3);
  });

  test('every message that shows the choice, and every photo, can be cleaned up', async () => {
    const chat = chatWith();
    const traced: boolean[] = [];
    for (const step of [
      () => chat.tap('menu:ballot'),
      () => chat.tap('choice:sun'),
      () => chat.photo(),
      () => chat.photo(),
    ]) {
      await step();
      traced.push(...chat.last.messages.map(({ trace }) => trace === true));
    }
    expect(traced).toEqual([true, true, true, true]);
  });

  test('one side only, where the election wants no more', async () => {
    const chat = chatWith({ world: someWorld({ election: { ...ELECTION, photoSides: 1 } }) });
    await chat.tap('menu:ballot');
    await chat.tap('choice:sun');
    await chat.photo();
    expect(chat.text).toContain('Photos: 1');
  });

  test.each(['front', 'back'])('without photos, said instead of the %s', async (when) => {
    const chat = chatWith();
    await chat.tap('menu:ballot');
    await chat.tap('choice:sun');
    if (when === 'back') await chat.photo();
    await chat.tap('ballot:no-photo');
    expect(chat.text).toContain('Without photos\nIt will be counted apart');
    await chat.photo();
    expect(chat.text).toContain('This ballot is without photos');
    await chat.tap('ballot:confirm');
    expect(chat.text).toContain('Received.');
    expect(chat.intents.at(-1)).toMatchObject({ do: 'hand-in', choiceId: 'sun', photoIds: [] });
  });

  test.each(['the summary', 'the confirmation'])(
    'a photo known to be refused at %s is asked for again, alone',
    async (when) => {
      const chat = chatWith();
      await chat.tap('menu:ballot');
      await chat.tap('choice:sun');
      await chat.photo();
      const refuse = () => {
        const [first] = chat.intents;
        if (first?.do === 'fetch-photo') chat.world.refusals.set(first.photoId, 'too-small');
      };
      if (when === 'the summary') refuse();
      await chat.photo();
      refuse();
      if (when === 'the confirmation') await chat.tap('ballot:confirm');
      expect(chat.text).toContain('The photo of the front cannot be used. The picture is too small');
      expect(chat.text).toContain('photo of the front');
      await chat.photo();
      expect(chat.text).toContain('Photos: 2');
      await chat.tap('ballot:confirm');
      const photos = chat.intents.flatMap((intent) => (intent.do === 'fetch-photo' ? [intent.photoId] : []));
      expect(chat.intents.at(-1)).toMatchObject({ do: 'hand-in', photoIds: [photos[2], photos[1]] });
    },
  );

  test('start over, and cancel', async () => {
    const chat = chatWith();
    await toSummary(chat);
    await chat.tap('ballot:change');
    expect(chat.optionIds).toContain('choice:moon');
    await chat.tap('ballot:cancel');
    expect(chat.text).toContain('nothing was handed in');
    expect(does(chat)).not.toContain('hand-in');
  });

  test.each([
    ['no election', someWorld({ election: undefined }), 'no election'],
    ['before the days', someWorld({ election: { ...ELECTION, phase: 'before' } }), 'from May 1, 2031 to May 9, 2031'],
    ['after the days', someWorld({ election: { ...ELECTION, phase: 'after' } }), 'until May 9, 2031'],
    ['a spent voice', someWorld({ voiceSpentBy: 'forgotten' }), 'One phone is one voice'],
    ['an accepted ballot', someWorld({ voiceSpentBy: 'accepted' }), 'has been checked, and it counts'],
    [
      'a locked ballot',
      someWorld({ ballot: { state: 'locked', kind: 'photographed', choiceId: 'sun', stationId: 'x' } }),
      'can no longer be replaced',
    ],
  ])('%s is explained', async (_, world, says) => {
    const chat = chatWith({ world });
    await chat.tap('menu:ballot');
    expect(chat.text).toContain(says);
    expect(chat.open).toBe('menu');
  });

  test('one that takes the place of another says so twice', async () => {
    const ballot = { state: 'handed-in', kind: 'photographed', choiceId: 'sun', stationId: 'x' } as const;
    const chat = chatWith({ world: someWorld({ ballot }) });
    await chat.tap('menu:ballot');
    expect(chat.text).toContain('The new one will take its place');
    await chat.tap('choice:moon');
    await chat.tap('ballot:no-photo');
    expect(chat.text).toContain('takes the place of your earlier ballot');
  });

  test('who is not registered is led there and back', async () => {
    const chat = chatWith({ person: { ...NEWCOMER, language: 'en', consented: true } });
    await chat.tap('menu:ballot');
    expect(chat.open).toBe('register');
    await chat.contact(PHONE);
    expect(chat.open).toBe('station');
    await chat.say('rowan');
    await chat.tap(chat.optionIds[0] ?? '');
    await chat.tap('station:confirm');
    expect(chat.open).toBe('ballot');
  });
});

describe('6. clean up', () => {
  test.each([
    ['clean:yes', ['clean-up']],
    ['clean:no', []],
  ])('%s on Telegram', async (tap, expected) => {
    const chat = chatWith();
    await toSummary(chat);
    await chat.tap('ballot:confirm');
    expect(chat.open).toBe('clean-up');
    // The question goes with the rest: its buttons would be left without a use.
    expect(chat.last.messages).toMatchObject([{ text: expect.stringContaining('Received.'), trace: true }]);
    await chat.tap(tap);
    expect(does(chat).slice(3)).toEqual(expected);
  });

  test('on Viber it says how', async () => {
    const chat = chatWith({ person: { ...REGISTERED, messenger: 'viber' } });
    await toSummary(chat);
    await chat.tap('ballot:confirm');
    expect(chat.text).toContain('press and hold');
    expect(chat.open).toBe('menu');
  });
});

describe('7. menu at any time', () => {
  test.each([
    ['a command', (chat: Conversation) => chat.command('menu')],
    ['a button', (chat: Conversation) => chat.tap('menu:open')],
    ['a Belarusian word', (chat: Conversation) => chat.say('Меню')],
    ['a Russian word', (chat: Conversation) => chat.say(' главное  меню ')],
    ['an English word', (chat: Conversation) => chat.say('menu!')],
    ['a start', (chat: Conversation) => chat.start()],
  ])('%s leaves what is open, and says that a begun ballot was dropped', async (_, leave) => {
    const chat = chatWith();
    await chat.tap('menu:ballot');
    await chat.tap('choice:sun');
    await leave(chat);
    expect(chat.open).toBe('menu');
    expect(chat.text).toContain('The ballot you had begun was not handed in.');
    await leave(chat);
    expect(chat.text).not.toContain('begun');
  });

  test('a ballot without any answer yet is nothing to lose', async () => {
    const chat = chatWith();
    await chat.tap('menu:ballot');
    await chat.command('menu');
    expect(chat.text).not.toContain('begun');
  });

  test('opening the chat on Viber loses nothing', async () => {
    const chat = chatWith({ person: { ...REGISTERED, messenger: 'viber' } });
    await chat.tap('menu:ballot');
    await chat.tap('choice:sun');
    const before = chat.state;
    await chat.on({ kind: 'start', answerInline: true });
    expect(chat.state).toBe(before);
    expect(chat.last.messages).toHaveLength(1);
    expect(chat.optionIds).toContain('ballot:no-photo');
  });

  test.each([
    ['забыць мяне', 'forget'],
    ['Забыть меня', 'forget'],
    ['стоп', 'menu'],
    ['язык', 'language'],
    ['Мой участак', 'my-station'],
    ['бюллетень', 'ballot'],
  ])('the words “%s” lead to %s', async (words, dialogue) => {
    const chat = chatWith();
    await chat.say(words);
    expect(chat.open).toBe(dialogue);
  });

  test.each([
    [
      'en',
      [
        'Counted here so far.',
        '',
        'With a confirmed number:',
        'Ballots with photos: The Sun – 1,200; The Moon – 7',
        'Ballots without photos: The Sun – 2',
        'Mean to vote: The Sun – 40',
        '',
        'Without a confirmed number:',
        'Ballots with photos: The Sun – 3',
        'Mean to vote: The Sun – 1',
      ],
    ],
    [
      'ru',
      [
        'Подсчитано здесь на данный момент.',
        '',
        'С подтверждённым номером:',
        'Бюллетени с фото: Солнце – 1\u00A0200; Луна – 7',
        'Бюллетени без фото: Солнце – 2',
        'Собираются голосовать: Солнце – 40',
        '',
        'Без подтверждённого номера:',
        'Бюллетени с фото: Солнце – 3',
        'Собираются голосовать: Солнце – 1',
      ],
    ],
  ] as const)('the station’s count in %s, tiers apart, in words', async (language, lines) => {
    const world = someWorld({
      count: [
        { choiceId: 'moon', tier: 'verified', declared: 0, photographed: 7, withoutPhoto: 0 },
        { choiceId: 'sun', tier: 'verified', declared: 40, photographed: 1_200, withoutPhoto: 2 },
        { choiceId: 'sun', tier: 'unverified', declared: 1, photographed: 3, withoutPhoto: 0 },
      ],
    });
    const chat = chatWith({ world, person: { ...REGISTERED, language } });
    await chat.tap('menu:station');
    const number = language === 'en' ? 'No. 3' : '№ 3';
    expect(chat.text).toBe([`${number} · School 3`, '3 Long Street', '', ...lines].join('\n'));
    await chat.tap('count:refresh');
    expect(chat.open).toBe('my-station');
  });

  test('forgetting takes a confirmation', async () => {
    const chat = chatWith();
    await chat.tap('menu:forget');
    await chat.tap('forget:no');
    expect(does(chat)).toEqual([]);
    await chat.tap('menu:forget');
    await chat.tap('forget:yes');
    expect(does(chat)).toEqual(['forget']);
    expect(chat.text).toContain('Erasing.');
    expect(chat.state).toBeNull();
  });

  test('a person who blocks the bot and comes back', async () => {
    const chat = chatWith();
    await chat.tap('menu:language');
    const before = chat.state;
    await chat.on({ kind: 'blocked' });
    expect(chat.reachable).toBe(false);
    expect(chat.last).toMatchObject({ state: before, messages: [] });
    await chat.on({ kind: 'unblocked' });
    expect(chat.reachable).toBe(true);
    expect(chat.optionIds).toContain('language:be');
  });

  test('another language is spoken at once', async () => {
    const chat = chatWith();
    await chat.tap('menu:language');
    await chat.tap('language:be');
    expect(chat.text).toContain('Добра, размаўляем па-беларуску.');
    expect(chat.options.map(({ label }) => label)).toContain('Здаць бюлетэнь');
  });

  test('the first message of a turn acknowledges the tap', async () => {
    const chat = chatWith();
    await chat.tap('menu:open');
    expect(chat.last.messages.map(({ acknowledges }) => acknowledges)).toEqual(['cb']);
  });
});

describe('what is stored', () => {
  test.each(DIALOGUE_STEPS.map((step) => [step.name, step] as const))('%s: round-trips as JSON', async (_, step) => {
    const { state } = await chatAt(step, catalogues);
    expect(state).not.toBeNull();
    const stored = readStored(state ?? '');
    expect(JSON.stringify(stored)).toBe(state);
  });

  test.each(DIALOGUE_STEPS.map((step) => [step.name, step] as const))(
    '%s: in a newer version, one is told so and put back at its beginning',
    async (_, step) => {
      const old = await chatAt(step, catalogues);
      const name = (old.open ?? 'menu') as keyof typeof DIALOGUES;
      const version = DIALOGUES[name].version + 1;
      const dialogues = { ...DIALOGUES, [name]: { ...DIALOGUES[name], version } };
      const chat = new Conversation({
        catalogues,
        person: { ...old.person, language: old.person.language ?? 'en' },
        state: old.state,
        world: old.world,
        dialogues,
      });
      await chat.say('1');
      expect(chat.text).toContain('The questions here have just changed');
      expect(chat.open).toBe(name);
      expect(readStored(chat.state ?? '')?.v).toBe(version);
      expect(chat.options.length).toBeGreaterThan(0);
    },
  );

  test.each(['', 'null', '{}', '[1]', '{"d":"gone","v":1,"i":{},"p":[],"l":[]}'])(
    'a state that nobody can read (%j) leads to the menu',
    async (state) => {
      const chat = chatWith({ state });
      await chat.say('1');
      expect(chat.text).toContain('The questions here have just changed');
      expect(chat.open).toBe('menu');
    },
  );
});
