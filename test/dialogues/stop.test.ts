import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import { Conversation, REGISTERED } from '../support/conversation.ts';

const catalogues = loadCatalogues();
const chatWith = () => new Conversation({ catalogues, person: REGISTERED });

test.each([
  ['/stop', (chat: Conversation) => chat.on({ kind: 'command', name: 'stop' })],
  ['стоп', (chat: Conversation) => chat.say('стоп')],
  ['Стоп!', (chat: Conversation) => chat.say('Стоп!')],
  ['stop', (chat: Conversation) => chat.say('STOP')],
  ['адпісацца', (chat: Conversation) => chat.say('адпісацца')],
  ['отписаться', (chat: Conversation) => chat.say('отписаться')],
])('%s ends broadcasts at once, asks nothing and says how to come back', async (_, stop) => {
  const chat = chatWith();
  await stop(chat);
  expect(chat.last.changes).toEqual({ wantsBroadcasts: false });
  expect(chat.last.intents).toEqual([]);
  expect(chat.text).toContain('/start');
  expect(chat.optionIds).toContain('menu:listen');
});

test.each([
  ['the button', (chat: Conversation) => chat.tap('menu:listen')],
  ['/start', (chat: Conversation) => chat.on({ kind: 'start' })],
  ['unblocking the bot', (chat: Conversation) => chat.on({ kind: 'unblocked' })],
])('%s brings them back', async (_, back) => {
  const chat = chatWith();
  await chat.say('стоп');
  await back(chat);
  expect(chat.last.changes.wantsBroadcasts).toBe(true);
});

test.each([
  ['opening the chat on Viber', (chat: Conversation) => chat.on({ kind: 'start', answerInline: true })],
  ['following a link', (chat: Conversation) => chat.on({ kind: 'start', payload: 'survey_spring' })],
  ['any word', (chat: Conversation) => chat.say('hello')],
])('%s does not', async (_, act) => {
  const chat = chatWith();
  await chat.say('стоп');
  await act(chat);
  expect(chat.last.changes.wantsBroadcasts).toBeUndefined();
});

test('a link with a code has the worker show the broadcast that it stands for', async () => {
  const chat = chatWith();
  await chat.on({ kind: 'start', payload: 'show_abcdefgh12345678' });
  expect(chat.last.intents).toEqual([{ do: 'show-broadcast', code: 'abcdefgh12345678' }]);
  expect(chat.last.messages).toEqual([]);
});
