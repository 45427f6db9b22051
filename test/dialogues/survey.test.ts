import { tryCodeFor } from '../../scripts/dialogues-doc/world.ts';
import type { PersonView } from '../../src/actions/converse.ts';
import type { Intent } from '../../src/actions/intents.ts';
import type { SurveyView } from '../../src/actions/look-ups.ts';
import type { Question } from '../../src/domain/surveys/definition.ts';
import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import { Conversation, NEWCOMER, REGISTERED, someWorld, type World } from '../support/conversation.ts';
import { inAll, someSurvey, surveyView } from '../support/some-survey.ts';

const catalogues = loadCatalogues();

const chatWith = (options: { person?: PersonView; world?: World } = {}) =>
  new Conversation({ catalogues, person: REGISTERED, world: someWorld({ surveys: [surveyView()] }), ...options });

const answersIn = (chat: Conversation) =>
  chat.intents.flatMap((intent: Intent) =>
    intent.do === 'answer-survey' ? [[intent.questionId, intent.answer] as const] : [],
  );

const option = (question: string, id: string) => `sv:roads-1:${question}:${id}`;

describe('a survey', () => {
  test.each([
    ['the button of a menu or broadcast', (chat: Conversation) => chat.tap('survey:roads-1')],
    ['a link', (chat: Conversation) => chat.start('survey_roads-1')],
    ['a link’s payload, typed', (chat: Conversation) => chat.say('survey_roads-1')],
  ])('begins with %s', async (_, begin) => {
    const chat = chatWith();
    await begin(chat);
    expect(chat.text).toContain('Roads');
    expect(chat.text).toContain('A few words about roads.');
    expect(chat.text).toContain('Are the roads good?');
    expect(chat.optionIds).toEqual([option('roads', 'good'), option('roads', 'bad'), option('roads', 'none')]);
  });

  test.each(['telegram', 'viber'] as const)('is answered by taps and by typing on %s', async (messenger) => {
    const chat = chatWith({ person: { ...REGISTERED, messenger } });
    await chat.tap('survey:roads-1');
    await chat.tap(option('roads', 'bad'));
    expect(chat.text).toContain('What do you use?');
    await chat.tap(option('use', '+bus'));
    expect(chat.text).toContain('Chosen: Option bus');
    await chat.say('Option foot');
    await chat.tap(option('use', '-done'));
    expect(chat.text).toContain('1 — not at all');
    await chat.say('4');
    await chat.tap(option('move', '-skip'));
    expect(chat.text).toContain('How many minutes');
    await chat.say('12');
    await chat.say('The snow, mostly.');
    expect(chat.text).toContain('Thanks for the roads.');
    expect(chat.open).toBe('menu');
    expect(answersIn(chat)).toEqual([
      ['roads', 'bad'],
      ['use', ['bus', 'foot']],
      ['mark', 4],
      ['move', null],
      ['walk', 12],
      ['why', 'The snow, mostly.'],
    ]);
  });

  test('leads past what a branch leaves out', async () => {
    const chat = chatWith();
    await chat.tap('survey:roads-1');
    await chat.tap(option('roads', 'none'));
    expect(chat.text).toContain('Why?');
  });

  test('comes after language, consent and phone for somebody new', async () => {
    const chat = chatWith({ person: NEWCOMER });
    await chat.start('survey_roads-1');
    await chat.tap('language:en');
    await chat.tap('consent:yes');
    await chat.contact('375291112233');
    expect(chat.open).toBe('survey');
    expect(chat.text).toContain('Are the roads good?');
  });
});

/** A chat at the first question of a survey of these questions. */
async function chatAt(questions: readonly Question[], changes: Partial<SurveyView> = {}): Promise<Conversation> {
  const definition = someSurvey({ questions: [...questions] });
  const chat = chatWith({ world: someWorld({ surveys: [surveyView({ definition, ...changes })] }) });
  await chat.tap('survey:roads-1');
  return chat;
}

const ask = <K extends Question['kind']>(kind: K, more: object): Question =>
  ({ kind, id: 'it', text: inAll('What is it?'), optional: false, branches: [], ...more }) as unknown as Question;
const pick = (...ids: string[]) => ids.map((id) => ({ id, label: inAll(`Option ${id}`) }));
const LAST = ask('yes-no', { id: 'last', text: inAll('Is that all?') });
const at = (id: string) => option('it', id);

describe('several of several', () => {
  const several = (min: number, max: number) => [ask('several', { options: pick('a', 'b', 'c'), min, max }), LAST];

  test('ticks, and takes a tick away again', async () => {
    const chat = await chatAt(several(1, 3));
    await chat.tap(at('+a'));
    expect(chat.options[0]?.label).toBe('☑️ Option a');
    await chat.tap(at('+b'));
    expect(chat.text).toContain('Chosen: Option a, Option b');
    await chat.tap(at('~a'));
    await chat.tap(at('~b'));
    expect(chat.text).toContain('Nothing is chosen.');
    await chat.say('3');
    await chat.say('Done');
    expect(answersIn(chat)).toEqual([['it', ['c']]]);
  });

  test.each([
    ['fewer than asked for', 2, 3, ['+a', '-done'], 'at least 2'],
    ['none at all', 1, 3, ['-done'], 'at least 1'],
    ['more than asked for', 1, 2, ['+a', '+b', '+c'], 'At most 2'],
  ])('%s get a kind word', async (_, min, max, taps, word) => {
    const chat = await chatAt(several(min, max));
    for (const tap of taps) await chat.tap(at(tap));
    expect(chat.text).toContain(word);
    expect(chat.optionIds).toContain(at('-done'));
    expect(answersIn(chat)).toEqual([]);
  });

  test('of which one may be chosen, another takes its place', async () => {
    const chat = await chatAt(several(1, 1));
    for (const tap of ['+a', '+b', '-done']) await chat.tap(at(tap));
    expect(answersIn(chat)).toEqual([['it', ['b']]]);
  });

  test('a button does what it showed, however often and however old it is', async () => {
    const chat = await chatAt(several(1, 3));
    for (const tap of ['+a', '+a', '+b', '~a', '+b', '~a']) {
      await chat.tap(at(tap));
      expect(chat.text).not.toContain('earlier question');
    }
    await chat.tap(at('-done'));
    expect(answersIn(chat)).toEqual([['it', ['b']]]);
  });

  test('may be none, where that is allowed', async () => {
    const chat = await chatAt(several(0, 2));
    await chat.tap(at('-done'));
    expect(answersIn(chat)).toEqual([['it', []]]);
  });
});

describe('what is typed', () => {
  test.each([
    ['a number out of range', ask('number', { min: 1, max: 10 }), '11', 'whole number from 1 to 10'],
    ['half a number', ask('number', { min: 1, max: 10 }), '1,5', 'whole number from 1 to 10'],
    ['no number', ask('number', { min: 1, max: 10 }), 'many', 'whole number from 1 to 10'],
    ['more than a scale has', ask('scale', { from: 0, to: 10, low: inAll(''), high: inAll('') }), '11', 'from 0 to 10'],
    ['a word at a scale', ask('scale', { from: 1, to: 5, low: inAll(''), high: inAll('') }), 'good', 'from 1 to 5'],
    ['a text that is too long', ask('text', { longest: 20 }), 'x'.repeat(21), 'at most 20 characters'],
    [
      'a text that is far too long',
      ask('text', { longest: 1_000 }),
      'слова '.repeat(1_000),
      'at most 1,000 characters',
    ],
    ['nothing', ask('text', { longest: 20 }), ' \u0000 ', 'no text'],
    ['what is no option', ask('one', { options: pick('a', 'b') }), 'purple', 'choose one of the options'],
    ['a number above the options', ask('one', { options: pick('a', 'b') }), '3', 'from 1 to 2'],
  ])('%s gets a kind word, and the question again', async (_, question, typed, word) => {
    const chat = await chatAt([question, LAST]);
    await chat.say(typed);
    expect(chat.text).toContain(word);
    expect(chat.text).toContain('What is it?');
    expect(answersIn(chat)).toEqual([]);
  });

  test.each([
    ['a number with blanks and a minus', ask('number', { min: -5_000, max: 0 }), '− 1 200', -1200],
    ['zero on a scale', ask('scale', { from: 0, to: 10, low: inAll(''), high: inAll('') }), '0', 0],
    ['a label in capitals', ask('one', { options: pick('a', 'b') }), 'OPTION B', 'b'],
    ['an option’s number', ask('one', { options: pick('a', 'b') }), '2', 'b'],
    ['yes', ask('yes-no', {}), 'yes', 'yes'],
    ['a text of the full length', ask('text', { longest: 1_000 }), 'я'.repeat(1_000), 'я'.repeat(1_000)],
    ['a sign and nothing else', ask('text', { longest: 20 }), '👍', '👍'],
    ['a number as a text', ask('text', { longest: 20 }), '2', '2'],
    ['skip', ask('text', { longest: 20, optional: true }), 'skip', null],
  ])('%s is taken', async (_, question, typed, answer) => {
    const chat = await chatAt([question, LAST]);
    await chat.say(typed);
    expect(answersIn(chat)).toEqual([['it', answer]]);
    expect(chat.text).toContain('Is that all?');
    expect(chat.state).not.toContain('яя');
  });

  test('a word of the menu leads there, also from a free text', async () => {
    const chat = await chatAt([ask('text', { longest: 20 })]);
    await chat.say('menu');
    expect(chat.text).toContain('The survey waits for you');
    expect(chat.open).toBe('menu');
  });

  test.each([
    ['a photo', (chat: Conversation) => chat.photo()],
    ['a place', (chat: Conversation) => chat.place()],
    ['a contact', (chat: Conversation) => chat.contact('375291112233')],
    ['a sticker', (chat: Conversation) => chat.on({ kind: 'unsupported', what: 'sticker' })],
    ['an edited message', (chat: Conversation) => chat.on({ kind: 'edited' })],
  ])('%s is no answer', async (_, happens) => {
    const chat = await chatAt([ask('text', { longest: 20 })]);
    await happens(chat);
    expect(chat.text).toContain('What is it?');
    expect(answersIn(chat)).toEqual([]);
  });
});

describe('going back', () => {
  test('shows the earlier answer, which may be left or changed', async () => {
    const chat = chatWith();
    await chat.tap('survey:roads-1');
    await chat.tap(option('roads', 'bad'));
    await chat.tap(option('use', '-back'));
    expect(chat.text).toContain('Your answer so far: Option bad');
    await chat.tap(option('roads', '-keep'));
    expect(chat.text).toContain('What do you use?');
    expect(answersIn(chat)).toEqual([['roads', 'bad']]);
    await chat.tap(option('use', '-back'));
    await chat.tap(option('roads', 'none'));
    expect(chat.text).toContain('Why?');
    await chat.tap(option('why', '-back'));
    expect(chat.text).toContain('Are the roads good?');
  });

  test('does not lead before the first question', async () => {
    const chat = chatWith();
    await chat.tap('survey:roads-1');
    await chat.tap(option('roads', '-back'));
    expect(chat.text).toContain('from an earlier question');
  });
});

describe('a survey again', () => {
  const EVERYTHING = { roads: 'bad', use: ['bus'], mark: 4, move: null, walk: 12, why: 'Snow' };
  const worldWith = (answers: object | null, complete: boolean, changes: Partial<SurveyView> = {}) =>
    someWorld({
      surveys: [surveyView(changes)],
      parts: new Map([['roads-1', { answers: answers as never, complete }]]),
    });

  test('goes on where one stopped', async () => {
    const chat = chatWith({ world: worldWith({ roads: 'bad', use: ['bus', 'car'] }, false) });
    await chat.tap('survey:roads-1');
    expect(chat.text).toContain('where you stopped');
    expect(chat.text).toContain('How happy are you?');
    await chat.tap(option('mark', '-back'));
    expect(chat.text).toContain('Your answer so far: Option bus, Option car');
    expect(chat.options.map(({ label }) => label)).toContain('☑️ Option bus');
  });

  test('can be changed, question by question', async () => {
    const chat = chatWith({ world: worldWith(EVERYTHING, true) });
    await chat.tap('survey:roads-1');
    expect(chat.optionIds).toEqual(['answers:change', 'answers:leave']);
    await chat.tap('answers:change');
    await chat.tap(option('roads', 'good'));
    await chat.tap(option('use', '-keep'));
    await chat.say('5');
    for (const question of ['move', 'walk', 'why']) await chat.tap(option(question, '-keep'));
    expect(chat.text).toContain('Thanks for the roads.');
    expect(answersIn(chat)).toEqual([
      ['roads', 'good'],
      ['mark', 5],
    ]);
  });

  test('can be left as it is', async () => {
    const chat = chatWith({ world: worldWith(EVERYTHING, true) });
    await chat.tap('survey:roads-1');
    await chat.tap('answers:leave');
    expect(chat.text).toContain('stay as they are');
    expect([chat.open, answersIn(chat)]).toEqual(['menu', []]);
  });

  test.each([
    ['must not be changed', worldWith(EVERYTHING, true, { changeable: false })],
    ['was answered before the account was forgotten', worldWith(null, true)],
  ])('that %s says so', async (_, world) => {
    const chat = chatWith({ world });
    await chat.tap('survey:roads-1');
    expect(chat.text).toContain('already answered');
    expect(chat.open).toBe('menu');
  });

  test('that must not be changed can still be finished', async () => {
    const chat = chatWith({ world: worldWith({ roads: 'bad' }, false, { changeable: false }) });
    await chat.tap('survey:roads-1');
    expect(chat.text).toContain('What do you use?');
  });
});

describe('too late, too early, out of order', () => {
  test.each([
    ['closed', [surveyView({ phase: 'closed' })], 'is closed'],
    ['not begun', [surveyView({ phase: 'before' })], 'has not begun'],
    ['not there', [], 'not there any more'],
  ] as const)('a survey that is %s says so', async (_, surveys, word) => {
    const chat = chatWith({ world: someWorld({ surveys: [...surveys] }) });
    await chat.tap('survey:roads-1');
    expect(chat.text).toContain(word);
    expect(chat.open).toBe('menu');
  });

  test('an answer after the closing is not taken', async () => {
    const chat = chatWith();
    await chat.tap('survey:roads-1');
    await chat.tap(option('roads', 'bad'));
    chat.world.surveys = [surveyView({ phase: 'closed' })];
    await chat.tap(option('use', '+bus'));
    expect(chat.text).toContain('is closed and takes no more answers');
    expect(answersIn(chat)).toEqual([['roads', 'bad']]);
  });

  test('the same button twice, and one of an earlier question, get a kind word and the question', async () => {
    const chat = chatWith();
    await chat.tap('survey:roads-1');
    await chat.tap(option('roads', 'bad'));
    for (const late of [option('roads', 'bad'), option('why', '-skip'), 'sv:another:q:a']) {
      await chat.tap(late);
      expect(chat.text).toContain('from an earlier question');
      expect(chat.text).toContain('What do you use?');
    }
    expect(answersIn(chat)).toEqual([['roads', 'bad']]);
  });

  test.each([
    ['at the menu', 'menu:open', 'survey'],
    ['while a ballot waits', 'menu:ballot', 'ballot'],
  ])('an old button %s', async (_, first, open) => {
    const chat = chatWith();
    await chat.tap(first);
    await chat.tap(option('roads', 'bad'));
    expect(chat.text).toContain('from an earlier question');
    expect(chat.open).toBe(open);
    expect(answersIn(chat)).toEqual([]);
  });

  test('the survey’s own button in its middle asks the open question again', async () => {
    const chat = chatWith();
    await chat.tap('survey:roads-1');
    await chat.tap(option('roads', 'bad'));
    await chat.tap('survey:roads-1');
    expect(chat.text).not.toContain('waits for you');
    expect(chat.text).toContain('What do you use?');
  });

  test('a question that a corrected survey has lost leads to its end', async () => {
    const chat = chatWith();
    await chat.tap('survey:roads-1');
    await chat.tap(option('roads', 'bad'));
    chat.world.surveys = [surveyView({ definition: someSurvey({ questions: [LAST] }) })];
    await chat.tap(option('use', '+bus'));
    expect(chat.text).toContain('Thanks for the roads.');
    expect(chat.open).toBe('menu');
  });
});

describe('who is not registered', () => {
  test.each([
    ['not consented', NEWCOMER, (chat: Conversation) => chat.tap('survey:roads-1'), 'welcome'],
    [
      'in the middle of the welcome',
      NEWCOMER,
      async (chat: Conversation) => {
        await chat.start();
        await chat.start('survey_roads-1');
      },
      'welcome',
    ],
    [
      'consented only',
      { ...NEWCOMER, language: 'en' as const, consented: true },
      (chat: Conversation) => chat.tap('survey:roads-1'),
      'register',
    ],
  ])('%s comes to the survey after that', async (_, person, begin, open) => {
    const chat = chatWith({ person });
    await begin(chat);
    expect(chat.open).toBe(open);
    if (chat.open === 'welcome') {
      await chat.tap('language:en');
      await chat.tap('consent:yes');
    }
    await chat.tap('register:skip');
    expect(chat.person.tier).toBe('unverified');
    expect(chat.text).toContain('Are the roads good?');
  });
});

describe('the menu', () => {
  test('offers what is open, at most three', async () => {
    const surveys = ['s-1', 's-2', 's-3', 's-4', 's-5'].map((id) => surveyView({ id }));
    surveys[0] = surveyView({ id: 's-1', phase: 'closed' });
    const chat = chatWith({ world: someWorld({ surveys }) });
    await chat.command('menu');
    expect(chat.optionIds.slice(0, 4)).toEqual(['survey:s-2', 'survey:s-3', 'survey:s-4', 'menu:ballot']);
    await chat.say('1');
    expect(chat.text).toContain('Are the roads good?');
  });

  test('is as it was while no survey is open', async () => {
    const chat = chatWith({ world: someWorld() });
    await chat.command('menu');
    expect(chat.optionIds[0]).toBe('menu:ballot');
  });
});

describe('a partner', () => {
  test('is named with its line and link before the first question', async () => {
    const partner = {
      name: inAll('Road Watch'),
      line: inAll('We mend roads.'),
      link: 'https://roads.example/',
      logo: null,
    };
    const definition = someSurvey({ partner });
    const chat = chatWith({ world: someWorld({ surveys: [surveyView({ definition })] }) });
    await chat.tap('survey:roads-1');
    expect(chat.text).toContain('Together with Road Watch\nWe mend roads.\nhttps://roads.example/');
  });

  test('is shown by its logo', async () => {
    const logo = '00000000-0000-4000-8000-00000000000a';
    const partner = { name: inAll('Road Watch'), line: inAll(''), link: 'https://roads.example/', logo };
    const definition = someSurvey({ partner });
    const chat = chatWith({ world: someWorld({ surveys: [surveyView({ definition })] }) });
    const said = await chat.tap('survey:roads-1');
    expect(said.map(({ text, picture }) => [text.split('\n')[0], picture])).toEqual([
      ['Together with Road Watch', logo],
      ['Roads', undefined],
    ]);
  });
});

describe('the profile', () => {
  const definition = someSurvey({ questions: [LAST], asksProfile: true });
  const profiles = (chat: Conversation) => chat.intents.filter((intent) => intent.do === 'set-profile');
  const atProfile = async (world: Partial<World> = {}) => {
    const chat = chatWith({ world: someWorld({ surveys: [surveyView({ definition })], ...world }) });
    await chat.tap('survey:roads-1');
    await chat.tap(option('last', 'yes'));
    return chat;
  };

  test('is asked after the survey, and kept answer by answer', async () => {
    const chat = await atProfile();
    expect(chat.text).toContain('Three short questions about you.');
    await chat.tap('sex:female');
    await chat.tap('age:skip');
    expect(profiles(chat).at(-1)).toEqual({ do: 'set-profile', sex: 'female', ageGroup: null, settlement: null });
    await chat.tap('settlement:village');
    expect(profiles(chat).at(-1)).toEqual({ do: 'set-profile', sex: 'female', ageGroup: null, settlement: 'village' });
    expect(chat.open).toBe('menu');
  });

  test('can be refused, and counts as asked then', async () => {
    const chat = await atProfile();
    await chat.tap('sex:stop');
    expect(profiles(chat)).toEqual([{ do: 'set-profile', sex: null, ageGroup: null, settlement: null }]);
    expect(chat.text).toContain('nothing about you is kept');
  });

  test('is not asked twice', async () => {
    const chat = await atProfile({ profile: { sex: null, ageGroup: null, settlement: null } });
    expect(chat.open).toBe('menu');
  });

  test('can be seen, changed and erased under what is kept', async () => {
    const chat = chatWith({ world: someWorld({ profile: { sex: 'male', ageGroup: '60+', settlement: null } }) });
    await chat.tap('menu:kept');
    expect(chat.text).toContain('a man, 60 or older');
    await chat.tap('profile:erase');
    expect(profiles(chat)).toEqual([{ do: 'set-profile', sex: null, ageGroup: null, settlement: null }]);
    await chat.tap('menu:kept');
    await chat.tap('profile:change');
    expect(chat.open).toBe('profile');
  });
});

describe('trying a survey out', () => {
  const code = tryCodeFor('roads-1');
  const world = () => someWorld({ surveys: [surveyView({ phase: 'before' })] });

  test.each([
    ['by its link', (chat: Conversation) => chat.start(`try_${code}`)],
    ['by the code, typed', (chat: Conversation) => chat.say(` try_${code} `)],
  ])('%s shows it in any state, and takes nothing', async (_, begin) => {
    const chat = chatWith({ world: world(), person: { ...REGISTERED, tier: null } });
    await begin(chat);
    expect(chat.text).toContain('This is a test.');
    await chat.tap(option('roads', 'none'));
    await chat.say('Because');
    expect(chat.text).toContain('nothing was kept or counted');
    expect(chat.intents).toEqual([]);
  });

  test('does not work with another code', async () => {
    const chat = chatWith({ world: world() });
    await chat.start(`try_${'x'.repeat(32)}`);
    expect(chat.text).toContain('not there any more');
  });

  test('waits for somebody new to agree first', async () => {
    const chat = chatWith({ world: world(), person: NEWCOMER });
    await chat.start(`try_${code}`);
    await chat.tap('language:en');
    await chat.tap('consent:yes');
    await chat.tap('register:skip');
    expect(chat.text).toContain('This is a test.');
  });
});

test('the largest survey fits a state, wherever one is in it', async () => {
  const long = (length: number) => ({ be: 'ў'.repeat(length), ru: 'щ'.repeat(length), en: 'w'.repeat(length) });
  const id = 'x'.repeat(31);
  const questions = Array.from({ length: 40 }, (_, i) =>
    ask('several', {
      id: `question${i}`.slice(0, 6) + String(i).padStart(2, '0'),
      text: long(1_000),
      options: Array.from({ length: 20 }, (_, o) => ({
        id: `option${String(o).padStart(2, '0')}`,
        label: { be: `${o}${'ў'.repeat(58)}`, ru: `${o}${'щ'.repeat(58)}`, en: `${o}${'w'.repeat(58)}` },
      })),
      min: 0,
      max: 20,
      optional: true,
    }),
  );
  const definition = someSurvey({ title: long(120), intro: long(1_000), thanks: long(1_000), questions });
  const world = someWorld({ surveys: [surveyView({ id, definition })] });
  const chat = chatWith({ world, person: { ...REGISTERED, language: 'be' } });
  await chat.tap(`survey:${id}`);
  for (const question of questions) {
    for (const o of ['00', '07', '19']) {
      await chat.tap(`sv:${id}:${question.id}:+option${o}`);
      expect(Buffer.byteLength(chat.state ?? '')).toBeLessThan(8_192);
    }
    await chat.tap(`sv:${id}:${question.id}:-done`);
    expect(Buffer.byteLength(chat.state ?? '')).toBeLessThan(8_192);
    for (const message of chat.last.messages) expect(message.text.length).toBeLessThanOrEqual(4_000);
    for (const { id: button } of chat.options) expect(Buffer.byteLength(button)).toBeLessThanOrEqual(64);
  }
  expect(answersIn(chat)).toHaveLength(40);
});
