import type { Intent } from '../../src/actions/intents.ts';
import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import { Conversation, NEWCOMER, REGISTERED, someWorld } from '../support/conversation.ts';
import { surveyView } from '../support/some-survey.ts';

const catalogues = loadCatalogues();

const chatWith = (options: { person?: typeof REGISTERED; world?: ReturnType<typeof someWorld> } = {}) =>
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
    await chat.tap(option('use', 'bus'));
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
