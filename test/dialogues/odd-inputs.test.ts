import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import type { IncomingEvent } from '../../src/messaging/incoming.ts';
import type { Conversation } from '../support/conversation.ts';
import { chatAt, DIALOGUE_STEPS } from '../support/dialogue-steps.ts';

const catalogues = loadCatalogues();

/** Odd things, each with what the answer must say (English), unless the question takes such an answer. */
const ODD: readonly {
  readonly name: string;
  readonly event: IncomingEvent;
  readonly says: RegExp;
  /** Questions that take it. */
  readonly fits?: RegExp;
}[] = [
  { name: 'a sticker', event: { kind: 'unsupported', what: 'sticker' }, says: /stickers/ },
  { name: 'a voice message', event: { kind: 'unsupported', what: 'voice' }, says: /voice/ },
  { name: 'a video', event: { kind: 'unsupported', what: 'video' }, says: /videos/ },
  { name: 'some file', event: { kind: 'unsupported', what: 'file' }, says: /file/ },
  { name: 'something else', event: { kind: 'unsupported', what: 'other' }, says: /kind of message/ },
  { name: 'an edited message', event: { kind: 'edited' }, says: /edited/ },
  { name: 'a stale button', event: { kind: 'tap', id: 'choice:gone', callback: 'cb' }, says: /earlier question/ },
  { name: 'a button of no dialogue', event: { kind: 'tap', id: '__proto__' }, says: /earlier question/ },
  {
    name: 'a photo at the wrong step',
    event: { kind: 'photo', photo: { messenger: 'telegram', ref: 'REF' }, messageId: '9' },
    says: /photo/,
    fits: /^ballot: (front|back)/,
  },
  {
    name: 'somebody else’s contact',
    event: { kind: 'contact', phone: '+375291112233', own: false },
    says: /contact/,
  },
  {
    name: 'an own contact that is no phone number',
    event: { kind: 'contact', phone: '12', own: true },
    says: /contact|phone number/,
  },
  {
    name: 'a place',
    event: { kind: 'place', latitude: 1, longitude: 2 },
    says: /location/,
    fits: /^station: (?!confirm)/,
  },
  {
    name: 'an empty text',
    event: { kind: 'text', text: ' \u0000\u200b ' },
    says: /no text|choose one|photo here|button/,
  },
  {
    name: 'a text of 10,000 characters',
    event: { kind: 'text', text: 'ы🗳️'.repeat(2_500) },
    says: /choose one|photo here|button|Nothing was found|whole number|too long/,
  },
  {
    name: 'a number out of range',
    event: { kind: 'text', text: '4711' },
    says: /number from|only one option|Nothing was found/,
    fits: /^survey: text/,
  },
  { name: 'an unknown command', event: { kind: 'command', name: 'constructor' }, says: /command/ },
];

const TABLE = DIALOGUE_STEPS.flatMap((step) => ODD.map((odd) => [step.name, odd.name, step, odd] as const));

describe('odd inputs', () => {
  test.each(TABLE)('%s: %s gets a kind word, and nothing is lost', async (_, __, step, odd) => {
    const chat = await chatAt(step, catalogues);
    const [open, before] = [chat.open, chat.state];
    await chat.on(odd.event);
    expect(chat.last.messages.length).toBeGreaterThan(0);
    if (step.name !== 'survey: text') expect(chat.open).toBe(open);
    if (odd.fits?.test(step.name) === true) return;
    expect(chat.open).toBe(open);
    // Whoever has not chosen a language yet is only asked for one, except when their answer does not fit.
    if (chat.person.language !== null) expect(chat.text).toMatch(odd.says);
    // The question again, with its buttons, in as few messages as it takes.
    expect(chat.options.length).toBeGreaterThan(0);
    // A place starts another search of a station, and is looked up for a zone.
    if (!/^(station|walk)/.test(step.name)) expect(chat.state).toBe(before);
    expect(chat.last.intents).toEqual([]);
    // A photo that nobody asked for can be cleaned up, too.
    const isTraced = odd.event.kind === 'photo' && chat.person.consented;
    expect(chat.last.traces).toHaveLength(isTraced ? 1 : 0);
  });

  test.each(DIALOGUE_STEPS.map((step) => [step.name, step] as const))(
    '%s: a message in a group is answered there and changes nothing',
    async (_, step) => {
      const chat = await chatAt(step, catalogues);
      const before = chat.state;
      await chat.on({ kind: 'text', text: 'hello' }, 'group');
      expect(chat.last).toMatchObject({ changes: {}, state: before, intents: [], traces: [] });
      expect(chat.last.messages).toHaveLength(1);
      expect(chat.options).toEqual([]);
    },
  );

  test.each(DIALOGUE_STEPS.map((step) => [step.name, step] as const))(
    '%s: every label may be typed in another case, and does what its button does',
    async (_, step) => {
      for (const option of await optionsAt(step)) {
        const typed = await chatAt(step, catalogues);
        await typed.say(`  ${option.label.toUpperCase()}! `);
        const tapped = await chatAt(step, catalogues);
        await tapped.tap(option.id);
        expect(comparable(typed)).toEqual(comparable(tapped));
      }
    },
  );

  test.each(
    // Where a number is an answer of its own, it stands for no option.
    DIALOGUE_STEPS.filter(({ name }) => !/^station: (?!confirm)|^survey: (scale|number|text)/.test(name)).map(
      (step) => [step.name, step] as const,
    ),
  )('%s: the number of an option may be typed', async (_, step) => {
    const options = await optionsAt(step);
    for (const [index, option] of options.entries()) {
      const typed = await chatAt(step, catalogues);
      await typed.say(`${index + 1}.`);
      const tapped = await chatAt(step, catalogues);
      await tapped.tap(option.id);
      expect(comparable(typed)).toEqual(comparable(tapped));
    }
  });
});

/** The options of a question, also when it was not said (an album's second photo is waited for quietly). */
async function optionsAt(step: (typeof DIALOGUE_STEPS)[number]) {
  const chat = await chatAt(step, catalogues);
  await chat.on({ kind: 'edited' });
  return chat.options;
}

/** What one did, without its random ids and without what only a tap has. */
function comparable(chat: Conversation): unknown {
  const { state, changes, intents, messages } = chat.last;
  const plain = messages.map(({ acknowledges: _, ...message }) => message);
  return JSON.parse(
    JSON.stringify({ state, changes, intents, messages: plain }).replace(
      /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g,
      (id) => (id.startsWith('00000000') ? id : 'some-id'),
    ),
  );
}
