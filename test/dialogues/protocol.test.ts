import { LANGUAGES } from '../../src/domain/languages.ts';
import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import { Conversation, ELECTION, REGISTERED, someWorld } from '../support/conversation.ts';

const catalogues = loadCatalogues();

function chatWith(options: Partial<ConstructorParameters<typeof Conversation>[0]> = {}): Conversation {
  return new Conversation({ catalogues, person: REGISTERED, ...options });
}

function fetched(chat: Conversation): string[] {
  return chat.intents.flatMap((intent) => (intent.do === 'fetch-photo' ? [intent.photoId] : []));
}

async function toPhotos(chat: Conversation): Promise<void> {
  await chat.tap('menu:protocol');
  await chat.tap('protocol:own');
}

describe.each(['telegram', 'viber'] as const)('a result sheet on %s', (messenger) => {
  const person = { ...REGISTERED, messenger };

  test('of one’s own station: photos one by one, summary, handed in', async () => {
    const chat = chatWith({ person });
    await toPhotos(chat);
    expect(chat.text).toContain('up to 6');
    expect(chat.optionIds).toEqual(['protocol:cancel']);
    await chat.photo();
    expect(chat.text).toContain('Got 1 photo.');
    await chat.photo();
    expect(chat.text).toContain('Got 2 photos.');
    await chat.tap('protocol:done');
    expect(chat.text).toContain('Photos: 2');
    await chat.tap('protocol:confirm');
    expect(chat.intents.at(-1)).toMatchObject({
      do: 'hand-in-protocol',
      electionId: ELECTION.id,
      stationId: REGISTERED.stationId,
      photoIds: fetched(chat),
    });
    expect(chat.last.messages.map(({ text }) => text).join('\n')).toContain('Several people will type in its numbers');
    expect(chat.text).toContain(messenger === 'viber' ? 'press and hold' : 'of the result sheet from this chat');
  });

  test('an album says one word, and six photos are all that can be', async () => {
    const chat = chatWith({ person });
    await toPhotos(chat);
    await chat.photo('album');
    expect(chat.text).toContain('Got 1 photo.');
    for (let photo = 2; photo <= 5; photo++) {
      await chat.photo('album');
      expect(chat.last.messages).toEqual([]);
    }
    await chat.photo('album');
    expect(chat.text).toContain('Photos: 6');
    await chat.photo('album');
    expect(chat.text).toContain('I have all the photos I need');
    await chat.tap('protocol:confirm');
    expect(chat.intents.at(-1)).toMatchObject({ photoIds: fetched(chat).slice(0, 6) });
  });

  test('of another station, found by words, without becoming one’s own', async () => {
    const chat = chatWith({ person });
    await chat.tap('menu:protocol');
    await chat.tap('protocol:other');
    await chat.say('School 11');
    expect(chat.text).toContain('Is it this station’s sheet?');
    await chat.tap('station:confirm');
    expect(chat.person.stationId).toBe(REGISTERED.stationId);
    await chat.photo();
    await chat.tap('protocol:done');
    expect(chat.text).toContain('School 11');
    await chat.tap('protocol:confirm');
    const eleventh = chat.world.stations[10]?.id;
    expect(chat.intents.at(-1)).toMatchObject({ do: 'hand-in-protocol', stationId: eleventh });
    expect(chat.intents.map((intent) => intent.do)).not.toContain('move-declaration');
  });
});

test('the choice by the list asks for the sheet’s station as well', async () => {
  const chat = chatWith();
  await chat.tap('menu:protocol');
  await chat.tap('protocol:other');
  expect(chat.text).toContain('Which station’s sheet is it?');
  await chat.tap('station:list');
  await chat.tap('level:0-1');
  await chat.tap('level:1-0');
  expect(chat.optionIds.some((id) => id.startsWith('station:0000'))).toBe(true);
});

test('whoever is not registered does that first, and goes on to the sheet', async () => {
  const chat = chatWith({ person: { ...REGISTERED, tier: null, stationId: null } });
  await chat.tap('menu:protocol');
  expect(chat.text).toContain('Share your number');
  await chat.tap('register:skip');
  const first = chat.world.stations[0];
  await chat.say(first?.code ?? '');
  await chat.tap('station:confirm');
  expect(chat.optionIds).toEqual(['protocol:own', 'protocol:other', 'protocol:cancel']);
});

test('without a station of one’s own, the sheet’s is asked for', async () => {
  const chat = chatWith({ person: { ...REGISTERED, stationId: null } });
  await chat.tap('menu:protocol');
  expect(chat.text).toContain('Which station’s sheet is it?');
});

test.each([
  ['before the election', someWorld({ election: { ...ELECTION, phase: 'before' } }), 'They are taken from'],
  ['without an election', someWorld({ election: undefined }), 'There is no election'],
])('%s it is said and the menu follows', async (_, world, words) => {
  const chat = chatWith({ world });
  await chat.tap('menu:protocol');
  expect(chat.last.messages.map(({ text }) => text).join('\n')).toContain(words);
  expect(chat.open).toBe('menu');
});

test('after the election sheets are still taken', async () => {
  const chat = chatWith({ world: someWorld({ election: { ...ELECTION, phase: 'after' } }) });
  await toPhotos(chat);
  expect(chat.text).toContain('up to 6');
});

test.each(['the summary', 'the confirmation'])('a photo known to be refused at %s has to come again', async (when) => {
  const chat = chatWith();
  await toPhotos(chat);
  await chat.photo();
  await chat.photo();
  const refuse = () => chat.world.refusals.set(fetched(chat)[0] ?? '', 'too-small');
  if (when === 'the summary') refuse();
  await chat.tap('protocol:done');
  refuse();
  if (when === 'the confirmation') await chat.tap('protocol:confirm');
  expect(chat.text).toContain('Photo 1 cannot be used. The picture is too small');
  expect(chat.text).toContain('Got 1 photo.');
  await chat.photo();
  await chat.tap('protocol:done');
  await chat.tap('protocol:confirm');
  expect(chat.intents.at(-1)).toMatchObject({ photoIds: fetched(chat).slice(1) });
});

test('what takes the place of an earlier one is said', async () => {
  const chat = chatWith({ world: someWorld({ protocolsAt: new Set([REGISTERED.stationId ?? '']) }) });
  await toPhotos(chat);
  await chat.photo();
  await chat.tap('protocol:done');
  expect(chat.text).toContain('takes the place of the one that you sent before');
});

test('start over, cancel, and leaving half done', async () => {
  const chat = chatWith();
  await toPhotos(chat);
  await chat.photo();
  await chat.tap('protocol:done');
  await chat.tap('protocol:change');
  await chat.tap('protocol:own');
  await chat.tap('protocol:cancel');
  expect(chat.last.messages[0]?.text).toContain('nothing was sent');
  await toPhotos(chat);
  await chat.photo();
  await chat.tap('menu:language');
  expect(chat.last.messages[0]?.text).toContain('was not sent');
  expect(chat.intents.map((intent) => intent.do)).not.toContain('hand-in-protocol');
});

test('every message with a photo of it can be cleaned up, in every language', async () => {
  for (const language of LANGUAGES) {
    const chat = chatWith({ person: { ...REGISTERED, language } });
    await toPhotos(chat);
    await chat.photo();
    await chat.photo();
    expect(chat.traces).toHaveLength(2);
    expect(chat.last.messages.every(({ trace }) => trace === true)).toBe(true);
  }
});
