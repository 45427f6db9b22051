import type { MarchView } from '../../src/actions/look-ups.ts';
import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import { Conversation, type ConversationOptions, REGISTERED, someWorld } from '../support/conversation.ts';
import { marchView } from '../support/marches.ts';

const catalogues = loadCatalogues();

function chatWith(march: MarchView | undefined, options: Partial<ConversationOptions> = {}): Conversation {
  return new Conversation({ catalogues, person: REGISTERED, world: someWorld({ march }), ...options });
}

const at = (chat: Conversation, latitude: number, longitude: number) => chat.on({ kind: 'place', latitude, longitude });
const said = (chat: Conversation) => chat.last.messages.map(({ text }) => text).join('\n');
const buttons = (chat: Conversation) =>
  chat.last.messages.flatMap(({ options = [] }) => options.flat().map(({ id }) => id));

test.each(['/walk', 'Іду', 'я іду!', 'иду', 'Я иду', 'march'])(
  '%s asks where, at any time of the march',
  async (word) => {
    const chat = chatWith(marchView());
    if (word.startsWith('/')) await chat.command(word.slice(1));
    else await chat.say(word);
    expect(said(chat)).toContain('Where do you walk?');
    expect(buttons(chat)).toContain('walk:in:sunday:0');
  },
);

test.each<[string, MarchView | undefined, string]>([
  ['before it', marchView({ phase: 'before' }), 'begins'],
  ['after it', marchView({ phase: 'after' }), 'is over'],
  ['without one', undefined, 'No march is being counted'],
])('%s, the command says so', async (_name, march, words) => {
  const chat = chatWith(march);
  await chat.command('walk');
  expect(said(chat)).toContain(words);
  expect(chat.state ?? '').not.toContain('walk');
  await chat.command('left');
  expect(chat.intents).toEqual([]);
});

test('a tap counts, says the numbers, and leaves nothing behind', async () => {
  const chat = chatWith(marchView());
  await chat.command('walk');
  await chat.tap('walk:in:sunday:1');
  expect(chat.intents).toEqual([{ do: 'check-in', marchId: 'sunday', zone: 1 }]);
  expect(said(chat)).toContain('You are counted: South');
  expect(said(chat)).toContain('South: fewer than 50');
  expect(said(chat)).toContain('All zones: 1,230');
  expect(said(chat)).toContain('Not a count of people');
  expect(chat.state).toBeNull();
});

test.each([
  ['its number', '2'],
  ['its name', 'south'],
])('a zone can be typed by %s', async (_how, typed) => {
  const chat = chatWith(marchView());
  await chat.command('walk');
  await chat.say(typed);
  expect(chat.intents).toEqual([{ do: 'check-in', marchId: 'sunday', zone: 1 }]);
});

test('a location is turned into a zone and kept nowhere', async () => {
  const chat = chatWith(marchView());
  await chat.command('walk');
  await at(chat, 40.1234, 27.5678);
  expect(said(chat)).toContain('in none of the zones');
  expect(chat.state).not.toMatch(/40\.12|27\.56/);
  expect(chat.intents).toEqual([]);
  await at(chat, 53.9012, 27.5678);
  expect(chat.intents).toEqual([{ do: 'check-in', marchId: 'sunday', zone: 0 }]);
  expect(chat.state).toBeNull();
});

test('refresh, another zone and leaving work from any message, however old', async () => {
  const chat = chatWith(marchView());
  await chat.tap('walk:see:sunday:0');
  expect(said(chat)).toContain('North: 1,230');
  expect(chat.intents).toEqual([]);
  await chat.tap('walk:zones:sunday:0');
  expect(buttons(chat)).toContain('walk:in:sunday:1');
  await chat.tap('walk:left:sunday');
  expect(chat.intents).toEqual([{ do: 'leave-march', marchId: 'sunday' }]);
  expect(said(chat)).toContain('not counted any more');
  await chat.say('пайшла');
  expect(chat.intents).toHaveLength(2);
});

test('a button of a march that is over counts nobody at the next one', async () => {
  const chat = chatWith(marchView({ id: 'monday' }));
  await chat.tap('walk:in:sunday:1');
  expect(chat.intents).toEqual([]);
  expect(said(chat)).toContain('Where do you walk?');
  await chat.tap('walk:in:monday:7');
  expect(chat.intents).toEqual([]);
});

test('many zones come page by page', async () => {
  const zones = Array.from({ length: 30 }, (_, i) => ({ be: `Зона ${i}`, ru: `Зона ${i}`, en: `Zone ${i}` }));
  const chat = chatWith(marchView({ zones }));
  await chat.command('walk');
  expect(buttons(chat)).not.toContain('walk:in:sunday:12');
  await chat.tap('walk:zones:sunday:1');
  expect(buttons(chat)).toEqual(
    expect.arrayContaining(['walk:in:sunday:12', 'walk:zones:sunday:0', 'walk:zones:sunday:2']),
  );
  await chat.tap('walk:zones:sunday:2');
  await chat.say('Zone 29');
  expect(chat.intents).toEqual([{ do: 'check-in', marchId: 'sunday', zone: 29 }]);
});

test('nobody is counted before they have agreed', async () => {
  const chat = chatWith(marchView(), { person: { ...REGISTERED, consented: false, language: null, tier: null } });
  await chat.command('walk');
  await chat.tap('walk:in:sunday:0');
  expect(chat.intents).toEqual([]);
});
