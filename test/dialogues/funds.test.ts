import { DIALOGUES } from '../../src/dialogues/dialogues.ts';
import { LANGUAGES } from '../../src/domain/languages.ts';
import { MESSENGERS } from '../../src/domain/people.ts';
import { EMPTY_DIRECTORY, type SolidarityDirectory } from '../../src/domain/solidarity/directory.ts';
import { HELP_KINDS } from '../../src/domain/solidarity/terms.ts';
import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import { MAX_OPTION_ID_BYTES } from '../../src/messaging/outgoing.ts';
import { Conversation, REGISTERED, someWorld } from '../support/conversation.ts';
import { BITCOIN, IBAN, OTHER_IBAN, publicFund } from '../support/solidarity.ts';

const catalogues = loadCatalogues();

const DIRECTORY: SolidarityDirectory = {
  asOf: '2026-08-10',
  funds: [
    publicFund('lagoda'),
    publicFund('lawyers', {
      name: { en: 'Lawyers' },
      help: ['legal'],
      languages: ['ru'],
      contacts: [
        { kind: 'telegram', value: '@lawyers' },
        { kind: 'email', value: 'dead@lawyers.org' },
      ],
      dead: [{ kind: 'email', value: 'dead@lawyers.org', since: '2026-08-09' }],
      replaced: [{ kind: 'iban', value: 'LT12', changedOn: '2026-08-09', until: '2026-08-16T00:00:00.000Z' }],
      ways: [],
    }),
  ],
  appeals: [],
};

function chatWith(solidarity: SolidarityDirectory, options = {}): Conversation {
  return new Conversation({ catalogues, person: REGISTERED, world: someWorld({ solidarity }), ...options });
}

const ids = (chat: Conversation) =>
  chat.last.messages.flatMap(({ options = [] }) => options.flat().map(({ id }) => id));

test.each(['/funds', 'фонды', 'хочу помочь', 'дапамагчы іншым', 'Help others', 'donate'])(
  '%s asks what to help with',
  async (word) => {
    const chat = chatWith(DIRECTORY);
    await (word.startsWith('/') ? chat.command(word.slice(1)) : chat.say(word));
    expect(chat.text).toContain('What would you like to help with?');
    expect(ids(chat)).toEqual(expect.arrayContaining(['funds:help:medical', 'funds:help:family', 'funds:help:legal']));
    expect(ids(chat)).not.toContain('funds:help:work');
  },
);

test('a fund that fits is found by taps, with every way to give letter by letter', async () => {
  const chat = chatWith(DIRECTORY);
  await chat.tap('menu:funds');
  await chat.tap('funds:help:medical');
  expect(ids(chat)).toContain('funds:show:lagoda');
  expect(ids(chat)).not.toContain('funds:show:lawyers');
  await chat.tap('funds:show:lagoda');
  expect(chat.text).toContain('Lagoda Fund');
  expect(chat.text).toContain('DE89 3704 0044 0532 0130 00');
  expect(chat.text).toContain('Holder: Lagoda e.V.');
  expect(chat.text).toContain(BITCOIN);
  expect(chat.text).toContain('Checked by two of us on August 1, 2026');
  expect(chat.state).toBeNull();
});

test.each([
  ['its number', '3'],
  ['its name', 'lawyers and courts'],
])('a kind of help can be typed by %s, and a fund by its address', async (_how, typed) => {
  const chat = chatWith(DIRECTORY);
  await chat.command('funds');
  await chat.say(typed);
  expect(chat.text).toMatch(typed === '3' ? /Families|Lawyers/ : /Lawyers and courts: 1/);
  await chat.say('fund_lawyers');
  expect(chat.text).toContain('No longer valid');
  expect(chat.text).toContain('LT12');
  await chat.start('fund_lagoda');
  expect(chat.text).toContain('Lagoda Fund');
  await chat.say('fund_nobody');
  expect(chat.text).toContain('not in the directory any more');
});

test('many funds come page by page', async () => {
  const funds = Array.from({ length: 20 }, (_, i) => publicFund(`fund-${i + 10}`, { name: { en: `Fund ${i + 10}` } }));
  const chat = chatWith({ ...DIRECTORY, funds });
  await chat.tap('funds:help:medical');
  expect(ids(chat)).toEqual(expect.arrayContaining(['funds:show:fund-17', 'funds:help:medical:1']));
  expect(ids(chat)).not.toContain('funds:show:fund-18');
  await chat.tap('funds:help:medical:2');
  expect(ids(chat)).toEqual(expect.arrayContaining(['funds:show:fund-29', 'funds:help:medical:1']));
  await chat.tap('funds:help:medical:99');
  expect(ids(chat)).toContain('funds:show:fund-29');
});

test.each(['/need', 'I need help', 'мне нужна помощь', 'Мне патрэбна дапамога', 'патрэбная дапамога', 'помогите'])(
  '%s says how to reach a fund safely, and nothing is stored',
  async (word) => {
    const chat = chatWith(DIRECTORY);
    await (word.startsWith('/') ? chat.command(word.slice(1)) : chat.say(word));
    expect(chat.text).toContain('Nothing about you is kept here');
    expect(chat.text).toContain('Signal with disappearing messages');
    expect([chat.state, chat.last.changes, chat.last.traces, chat.intents]).toEqual([null, {}, [], []]);
    await chat.tap('need:help:medical');
    expect(chat.text).toContain('Lagoda Fund (Belarusian, English)');
    expect(chat.text.indexOf('lagoda.42')).toBeLessThan(chat.text.indexOf('help@lagoda.org'));
    expect([chat.state, chat.last.changes, chat.last.traces, chat.intents]).toEqual([null, {}, [], []]);
    await chat.say('I need: Lawyers and courts');
    expect(chat.text).toContain('@lawyers');
    expect(chat.text).not.toContain('dead@lawyers.org');
    expect(chat.state).toBeNull();
  },
);

test.each(MESSENGERS)(
  'on %s: a contact that was changed is shown as no longer valid to who needs help',
  async (messenger) => {
    const week = { changedOn: '2026-08-09', until: '2026-08-16T00:00:00.000Z' };
    const replaced = [
      { kind: 'signal', value: 'lagoda.41', ...week },
      { kind: 'website', value: 'https://lagoda.example/', ...week },
      { kind: 'iban', value: OTHER_IBAN, ...week },
    ];
    const funds = [publicFund('lagoda', { replaced }), publicFund('spokojna', { name: { en: 'Spokojna' } })];
    const chat = chatWith({ ...DIRECTORY, funds }, { person: { ...REGISTERED, messenger } });
    await chat.command('need');
    await chat.tap('need:help:medical');
    const [lagoda = '', other = ''] = chat.text.split('▪').slice(1);
    expect(lagoda).toContain('Signal: lagoda.42');
    expect(lagoda.split('No longer valid:')[1]?.trim()).toBe('– Signal: lagoda.41\n– Site: https://lagoda.example/');
    expect(other).not.toContain('No longer valid');
    expect(chat.state).toBeNull();
  },
);

test('however long the ways to reach funds are: how to be safe is said, and no fund in half', async () => {
  const contacts = ['a', 'b', 'c'].map((one) => ({
    kind: 'form' as const,
    value: `https://lagoda.example/${one.repeat(450)}`,
  }));
  const funds = ['one', 'two', 'three', 'four', 'five'].map((id) =>
    publicFund(id, { contacts, name: { en: `Fund ${id}!` } }),
  );
  const chat = chatWith({ ...DIRECTORY, funds });
  await chat.tap('need:help:medical');
  expect(chat.text).toContain('Signal with disappearing messages');
  expect(chat.text).not.toContain('…');
  expect(chat.text.match(/Fund \w+!/g)).toEqual(['Fund one!', 'Fund two!']);
  for (const { value } of contacts) expect(chat.text.split(value)).toHaveLength(3);
});

test('who was in the middle of something else leaves no trace of needing help in its state', async () => {
  const chat = chatWith(DIRECTORY);
  await chat.command('language');
  expect(chat.state).not.toBeNull();
  await chat.tap('need:help:legal');
  expect(chat.state).toBeNull();
});

test('without funds both say so; a dead way is named but not shown', async () => {
  const empty = chatWith(EMPTY_DIRECTORY);
  await empty.command('funds');
  expect(empty.text).toContain('There are no funds here yet');
  await empty.command('need');
  expect(empty.text).toContain('There are no funds here yet');
  await empty.tap('need:help:work');
  await empty.tap('funds:help:work');
  expect(empty.text).toContain('no fund at the moment');
  const since = '2026-08-01';
  const website = 'https://swapped.example/';
  const dead = [
    { kind: 'iban', value: `${IBAN} · Lagoda e.V.`, since },
    { kind: 'website', value: website, since },
  ];
  const chat = chatWith({ ...DIRECTORY, funds: [publicFund('lagoda', { dead, website })] });
  await chat.tap('funds:show:lagoda');
  expect(chat.text).toContain('Site: reported not to work');
  expect(chat.text).not.toContain(website);
  expect(chat.text).toContain('Bank account (IBAN): reported not to work');
  expect(chat.text).not.toContain('DE89');
});

test('help opens the menu, with both ways at hand, and nobody gets in before they have agreed', async () => {
  const chat = chatWith(DIRECTORY);
  await chat.say('help');
  expect(ids(chat)).toEqual(expect.arrayContaining(['menu:funds', 'menu:need']));
  const stranger = chatWith(DIRECTORY, { person: { ...REGISTERED, consented: false, language: null, tier: null } });
  await stranger.command('need');
  expect(stranger.text).not.toContain('Lagoda');
});

test('every button fits both messengers, and every kind of help has one word for each flow in each language', () => {
  const longest = `funds:show:${'x'.repeat(31)}`;
  expect(Buffer.byteLength(longest)).toBeLessThanOrEqual(MAX_OPTION_ID_BYTES);
  expect(Object.keys(DIALOGUES)).toEqual(expect.arrayContaining(['funds', 'need-help']));
  for (const language of LANGUAGES) {
    const t = catalogues.translator(language);
    const labels = HELP_KINDS.flatMap((kind) => {
      const help = t(`solidarity-help-${kind}`);
      return [help, t('funds-chat-need-kind', { help })];
    });
    expect(new Set(labels).size).toBe(labels.length);
  }
});
