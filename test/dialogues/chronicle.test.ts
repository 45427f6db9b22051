import type { ChronicleTold } from '../../src/actions/chronicle/chronicle-chat.ts';
import { LONGEST_SUGGESTION } from '../../src/domain/chronicle/suggestion.ts';
import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import { Conversation, type ConversationOptions, REGISTERED, someWorld } from '../support/conversation.ts';

const catalogues = loadCatalogues();

const MARCH: ChronicleTold = {
  number: 12,
  day: '2030-05-04',
  title: 'March of freedom',
  place: 'Minsk',
  text: 'A great march.',
  picture: undefined,
  url: 'https://example.org/chronicle/entries/12?lang=en',
};

function chatWith(chronicle: readonly ChronicleTold[], options: Partial<ConversationOptions> = {}): Conversation {
  return new Conversation({ catalogues, person: REGISTERED, world: someWorld({ chronicle }), ...options });
}

const said = (chat: Conversation) => chat.last.messages.map(({ text }) => text).join('\n');
const buttons = (chat: Conversation) =>
  chat.last.messages.flatMap(({ options = [] }) => options.flat().map(({ id }) => id));

test.each(['/chronicle', 'хроника', 'Хроніка', 'chronicle'])('%s tells of this day', async (word) => {
  const chat = chatWith([MARCH]);
  if (word.startsWith('/')) await chat.command(word.slice(1));
  else await chat.say(word);
  expect(said(chat)).toContain('March of freedom');
  expect(buttons(chat)).toEqual(['chron:see:12', 'chron:year', 'chron:add', 'menu:open']);
});

test('a year ago, one entry, and back, by taps and by what is typed', async () => {
  const chat = chatWith([MARCH]);
  await chat.command('chronicle');
  await chat.tap('chron:year');
  expect(said(chat)).toContain('A year ago');
  await chat.say('1');
  expect(said(chat)).toContain('A great march.');
  expect(chat.last.messages[0]?.link?.url).toBe(MARCH.url);
  await chat.say('This day');
  expect(said(chat)).toContain('On this day');
});

test('an old button of an entry that was withdrawn', async () => {
  const chat = chatWith([]);
  await chat.tap('chron:see:12');
  expect(said(chat)).toContain('not public any more');
});

test('nothing about this day: asks for it', async () => {
  const chat = chatWith([]);
  await chat.command('chronicle');
  expect(said(chat)).toContain('nothing about this day');
  expect(buttons(chat)).toContain('chron:add');
});

async function begin(chat: Conversation): Promise<void> {
  await chat.tap('chron:add');
  await chat.tap('chron:go');
}

test('sending something: a warning first, then text, day, place and photos, and nothing of the person', async () => {
  const chat = chatWith([]);
  await chat.tap('chron:add');
  expect(said(chat)).toContain('no photos on which somebody can be recognised');
  await chat.tap('chron:go');
  await chat.say('People stood along the road.\n\nNobody was hurt.');
  await chat.say('31.2.2020');
  expect(said(chat)).toContain('no such day in the calendar');
  await chat.say('4.5.2099');
  expect(said(chat)).toContain('has not come yet');
  await chat.say('9.8.2020');
  await chat.say('Minsk');
  await chat.photo();
  await chat.tap('chron:done');
  expect(said(chat)).toContain('Photos: 1');
  await chat.tap('chron:confirm');
  const [fetched, added] = chat.intents;
  expect(fetched).toMatchObject({ do: 'fetch-photo' });
  expect(added).toMatchObject({
    do: 'add-to-chronicle',
    day: '2020-08-09',
    place: 'Minsk',
    text: 'People stood along the road.\n\nNobody was hurt.',
    language: 'en',
    photoIds: [fetched?.do === 'fetch-photo' ? fetched.photoId : ''],
  });
  expect(said(chat)).toContain('Organizers will read it');
  expect(chat.state ?? '').not.toContain('along the road');
});

const fetched = (chat: Conversation) =>
  chat.intents.flatMap((intent) => (intent.do === 'fetch-photo' ? [intent.photoId] : []));

test.each([
  ['the summary', 'too-small', 'The picture is too small'],
  ['the confirmation', 'damaged', 'The file arrived damaged'],
  ['the confirmation', 'too-many-bytes', 'larger than 20 MB'],
] as const)(
  'a photo known at %s to be %s is told of and can come again, and nothing is lost',
  async (when, refusal, words) => {
    const chat = chatWith([]);
    await begin(chat);
    await chat.say('People stood along the road.');
    await chat.say('9.8.2020');
    await chat.say('Minsk');
    await chat.photo();
    await chat.photo();
    const refuse = () => chat.world.refusals.set(fetched(chat)[0] ?? '', refusal);
    if (when === 'the summary') refuse();
    await chat.tap('chron:done');
    refuse();
    if (when === 'the confirmation') await chat.tap('chron:confirm');
    expect(said(chat)).toContain('Photo 1 cannot be used.');
    expect(said(chat)).toContain(words);
    expect(said(chat)).toContain('1 of 4 photos');
    await chat.photo();
    await chat.tap('chron:done');
    expect(said(chat)).toContain('August 9, 2020');
    await chat.tap('chron:confirm');
    expect(chat.intents.at(-1)).toMatchObject({
      do: 'add-to-chronicle',
      day: '2020-08-09',
      place: 'Minsk',
      text: 'People stood along the road.',
      photoIds: fetched(chat).slice(1),
    });
  },
);

test('a bad photo can be left out, and what was not said is not asked for anew', async () => {
  const chat = chatWith([]);
  await begin(chat);
  await chat.say('Something happened here.');
  await chat.tap('chron:skip');
  await chat.tap('chron:skip');
  await chat.photo();
  chat.world.refusals.set(fetched(chat)[0] ?? '', 'not-an-image');
  await chat.tap('chron:done');
  expect(said(chat)).toContain('not a picture that can be read');
  await chat.tap('chron:done');
  expect(said(chat)).toContain('Photos: 0');
  await chat.tap('chron:confirm');
  expect(chat.intents.at(-1)).toMatchObject({ do: 'add-to-chronicle', day: null, place: '', photoIds: [] });
  expect(chat.state ?? '').not.toContain('Something happened');
});

test('photos are fetched also while there is no election', async () => {
  const chat = new Conversation({ catalogues, person: REGISTERED, world: someWorld({ election: undefined }) });
  await begin(chat);
  await chat.say('Something happened here.');
  await chat.tap('chron:today');
  await chat.tap('chron:skip');
  await chat.photo();
  await chat.tap('chron:done');
  await chat.tap('chron:confirm');
  expect(chat.intents.map((intent) => intent.do)).toEqual(['fetch-photo', 'add-to-chronicle']);
  expect(chat.intents[1]).toMatchObject({ day: '2031-05-04', place: '' });
});

test.each([
  ['too short', 'hm', 'very short'],
  ['too long', 'a'.repeat(LONGEST_SUGGESTION + 50), 'longer than'],
])('a text that is %s: says so and waits', async (_what, text, words) => {
  const chat = chatWith([]);
  await begin(chat);
  await chat.say(text);
  expect(said(chat)).toContain(words);
  await chat.say('Something that is told in a sentence.');
  expect(buttons(chat)).toContain('chron:yesterday');
});

test.each(['chron:add', 'text', 'day', 'place', 'photos', 'summary'])(
  'cancelled at %s: nothing is sent',
  async (at) => {
    const chat = chatWith([]);
    const steps: [string, () => Promise<unknown>][] = [
      ['chron:add', () => chat.tap('chron:add')],
      ['text', () => chat.tap('chron:go')],
      ['day', () => chat.say('Something happened here.')],
      ['place', () => chat.tap('chron:yesterday')],
      ['photos', () => chat.tap('chron:skip')],
      ['summary', () => chat.tap('chron:done')],
    ];
    for (const [name, step] of steps) {
      await step();
      if (name === at) break;
    }
    await chat.tap('chron:cancel');
    expect(said(chat)).toContain('nothing was sent');
    expect(chat.intents).toEqual([]);
  },
);
