import type { IncomingHttpHeaders } from 'node:http';
import fc from 'fast-check';
import type { Fault } from '../../bots/playground/faults.ts';
import type { DeliveryResult, ShownButton } from '../../bots/playground/shown.ts';
import { type StandIns, startStandIns } from '../../bots/playground/start-stand-ins.ts';
import { telegramDeliverer } from '../../bots/telegram/deliverer.ts';
import { telegramPhotoSource } from '../../bots/telegram/photo-source.ts';
import { telegramReceiver } from '../../bots/telegram/receiver.ts';
import { telegramSetUp } from '../../bots/telegram/set-up.ts';
import { viberDeliverer } from '../../bots/viber/deliverer.ts';
import { viberPhotoSource } from '../../bots/viber/photo-source.ts';
import { viberReceiver } from '../../bots/viber/receiver.ts';
import { viberSetUp } from '../../bots/viber/set-up.ts';
import { MESSENGERS, type MessengerName } from '../../src/domain/people.ts';
import type { Question } from '../../src/domain/surveys/definition.ts';
import { parseButtonId } from '../../src/domain/surveys/limits.ts';
import { questionPrompt } from '../../src/domain/surveys/prompt.ts';
import { loadCatalogues } from '../../src/i18n/catalogues.ts';
import { promptWords } from '../../src/i18n/survey-prompt.ts';
import type { Incoming, Parsed } from '../../src/messaging/incoming.ts';
import type { Deliverer, PhotoSource, Receiver, SetUp } from '../../src/messaging/messenger.ts';
import { MAX_OPTION_ID_BYTES, type Outgoing } from '../../src/messaging/outgoing.ts';
import type { SendError } from '../../src/messaging/send-error.ts';
import { inAll } from '../support/survey-definitions.ts';

/**
 * One suite for both messengers: the bots are real, their servers are the playground's stand-ins, which
 * keep the messengers' own rules. What differs stands in `drivers`, and nowhere else.
 */

/** What a messenger's server posted to the bot. */
interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface Driver {
  readonly receiver: Receiver;
  readonly deliverer: Deliverer;
  readonly photos: PhotoSource;
  readonly setUp: SetUp;
  readonly address: string;
  readonly phone: string;
  readonly citizen: {
    start(payload?: string): Promise<DeliveryResult>;
    text(text: string): Promise<DeliveryResult>;
    press(label: string): Promise<DeliveryResult>;
    photo(bytes: Buffer): Promise<DeliveryResult>;
    photoAsFile(bytes: Buffer): Promise<DeliveryResult>;
    otherContact(phone: string): Promise<DeliveryResult>;
    location(latitude: number, longitude: number): Promise<DeliveryResult>;
    sticker(): Promise<DeliveryResult>;
    video(): Promise<DeliveryResult>;
    /** Leaves, so that the bot is told. */
    leave(): Promise<DeliveryResult>;
    /** The buttons below the bot's last message. */
    buttons(): readonly (readonly ShownButton[])[];
    lastText(): string | undefined;
    /** Taps that the messenger still shows as waiting. */
    waitingTaps(): number;
  };
  fault(fault: Fault): void;
  /** The messenger's own refusal of a message that can never be sent. */
  readonly refusal: Fault;
}

const SECRET = 'conformance-secret';
const NAME = 'Golos';
const PERSON = { phone: '+375290000001', name: 'Anna Marker', firstName: 'Anna Marker', username: 'anna_marker' };
const texts = { commands: [{ command: 'menu', description: 'Menu' }], description: 'x', shortDescription: 'x' };

const drivers: Readonly<Record<MessengerName, (standIns: StandIns) => Driver>> = {
  telegram({ telegram, telegramRoot: apiRoot }) {
    const access = { token: telegram.token, apiRoot };
    const citizen = telegram.chat(4_503_599_627_370_495, PERSON);
    const lastOfBot = () => citizen.messages().findLast((message) => message.from === 'bot');
    return {
      receiver: telegramReceiver({ secret: SECRET }),
      deliverer: telegramDeliverer(access),
      photos: telegramPhotoSource(access),
      setUp: telegramSetUp({
        ...access,
        texts: { be: texts, ru: texts, en: texts },
        webhook: { url: 'https://golos.example/webhooks/telegram', secret: SECRET, maxConnections: 100 },
      }),
      address: String(citizen.id),
      phone: '375290000001',
      citizen: {
        ...citizen,
        otherContact: (phone) => citizen.shareContact({ phone, owner: 7 }),
        leave: citizen.block,
        buttons: () => lastOfBot()?.buttons ?? citizen.keyboard()?.rows ?? [],
        lastText: () => lastOfBot()?.text,
        waitingTaps: citizen.unanswered,
      },
      fault: (fault) => telegram.faults.next(fault),
      refusal: {
        kind: 'answer',
        status: 400,
        body: { ok: false, error_code: 400, description: 'Bad Request: BUTTON_DATA_INVALID' },
      },
    };
  },

  viber({ viber, viberRoot: apiRoot }) {
    const access = { authToken: viber.token, apiRoot };
    const citizen = viber.chat('01234567890A=', PERSON);
    return {
      receiver: viberReceiver({ authToken: viber.token, name: NAME }),
      deliverer: viberDeliverer({ ...access, name: NAME }),
      photos: viberPhotoSource({ apiRoot }),
      setUp: viberSetUp({ ...access, webhookUrl: 'https://golos.example/webhooks/viber' }),
      address: citizen.id,
      phone: '+375290000001',
      citizen: {
        ...citizen,
        start: citizen.open,
        otherContact: citizen.shareContact,
        leave: citizen.unsubscribe,
        buttons: () => citizen.keyboard()?.rows ?? [],
        lastText: () => citizen.messages().findLast((message) => message.from === 'bot')?.text,
        waitingTaps: () => 0,
      },
      fault: (fault) => viber.faults.next(fault),
      refusal: { kind: 'answer', status: 200, body: { status: 3, status_message: 'badData' } },
    };
  },
};

describe.each(MESSENGERS)('%s', (name) => {
  let standIns: StandIns;
  let driver: Driver;
  let deliveries: Delivery[];

  beforeEach(async () => {
    deliveries = [];
    const post = async (_url: string, headers: Readonly<Record<string, string>>, body: Buffer) => {
      deliveries.push({ headers, body });
      return { status: 200, body: '' };
    };
    standIns = await startStandIns({ telegram: { post, resize: false }, viber: { post, resize: false } });
    driver = drivers[name](standIns);
    expect(await driver.setUp.setUp(timeout())).toEqual({ ok: true });
    deliveries = [];
  });
  afterEach(() => standIns.close());

  const timeout = (): AbortSignal => AbortSignal.timeout(5_000);
  const send = (message: Outgoing, signal = timeout()) => driver.deliverer.send(driver.address, message, signal);

  /** What the bot made of the only thing that its messenger posted. */
  function received(): Parsed {
    expect(deliveries).toHaveLength(1);
    const [delivery] = deliveries;
    if (delivery === undefined) return { kind: 'ignored' };
    expect(driver.receiver.verify(delivery.headers, delivery.body)).toBe(true);
    return driver.receiver.parse(delivery.body);
  }
  function incoming(): Incoming {
    const parsed = received();
    if (parsed.kind !== 'incoming') throw new Error(`it was ${parsed.kind}`);
    return parsed.incoming;
  }

  describe('comes in', () => {
    test.each<[string, () => Promise<unknown>, () => object]>([
      ['a start', () => driver.citizen.start(), () => ({ kind: 'start' })],
      [
        'a start with a payload',
        () => driver.citizen.start('region-5'),
        () => ({ kind: 'start', payload: 'region-5' }),
      ],
      ['a text', () => driver.citizen.text('Школа № 5'), () => ({ kind: 'text', text: 'Школа № 5' })],
      ['a number', () => driver.citizen.text('2'), () => ({ kind: 'text', text: '2' })],
      ['a command', () => driver.citizen.text('/Forget'), () => ({ kind: 'command', name: 'forget' })],
      [
        'a place',
        () => driver.citizen.location(53.9, 27.56),
        () => ({ kind: 'place', latitude: 53.9, longitude: 27.56 }),
      ],
      [
        "somebody else's contact",
        () => driver.citizen.otherContact('375290000002'),
        () => ({ kind: 'contact', phone: '375290000002', own: false }),
      ],
      ['a sticker', () => driver.citizen.sticker(), () => ({ kind: 'unsupported', what: 'sticker' })],
      ['a video', () => driver.citizen.video(), () => ({ kind: 'unsupported', what: 'video' })],
    ])('%s', async (_, act, event) => {
      await act();
      expect(incoming()).toMatchObject({ messenger: name, address: driver.address, chat: 'private', event: event() });
    });

    test('a leaving', async () => {
      await driver.citizen.text('hello');
      deliveries = [];
      await driver.citizen.leave();
      expect(incoming().event).toEqual({ kind: 'blocked' });
    });

    test.each(['photo', 'photoAsFile'] as const)('a photo that can be fetched (%s)', async (how) => {
      await driver.citizen[how](Buffer.from('JPEG'));
      const { event } = incoming();
      if (event.kind !== 'photo') throw new Error(`it was ${event.kind}`);
      const { photo } = event;
      expect(photo).toMatchObject({ messenger: name, bytes: 4 });
      expect(await driver.photos.fetch(photo, 10, timeout())).toEqual({ ok: true, bytes: Buffer.from('JPEG') });
      const { bytes: _, ...undeclared } = photo;
      expect(await driver.photos.fetch(photo, 3, timeout())).toMatchObject({ ok: false, reason: 'too-large' });
      expect(await driver.photos.fetch(undeclared, 3, timeout())).toMatchObject({ ok: false, reason: 'too-large' });
      const gone = { ...photo, ref: `${photo.ref}x` };
      expect(await driver.photos.fetch(gone, 10, timeout())).toMatchObject({ ok: false, reason: 'gone' });
    });

    test('nothing about the person but ids and what was said', async () => {
      await driver.citizen.photo(Buffer.from('JPEG'));
      for (const marker of ['Anna', 'anna_marker', '37529']) expect(JSON.stringify(incoming())).not.toContain(marker);
    });

    test('the same update id when it is delivered again, and another for the next', async () => {
      driver.fault({ kind: 'duplicate' });
      await driver.citizen.text('once');
      await driver.citizen.text('once');
      const ids = deliveries.map(({ body }) => {
        const parsed = driver.receiver.parse(body);
        return parsed.kind === 'incoming' ? parsed.incoming.updateId : '';
      });
      expect(ids).toHaveLength(3);
      expect(new Set(ids).size).toBe(2);
    });
  });

  describe('refuses', () => {
    test('a request without the right secret or signature', async () => {
      await driver.citizen.text('hello');
      const [delivery] = deliveries;
      if (delivery === undefined) throw new Error('nothing was delivered');
      const [header = '', right = ''] = Object.entries(delivery.headers).find(([key]) => key.startsWith('x-')) ?? [];
      const verify = (value?: string | string[]): boolean =>
        driver.receiver.verify(value === undefined ? {} : { [header]: value as string }, delivery.body);
      expect(verify(String(right))).toBe(true);
      expect(verify()).toBe(false);
      expect(verify('')).toBe(false);
      expect(verify(`${right}0`)).toBe(false);
      expect(verify(String(right).slice(1))).toBe(false);
      expect(verify([String(right)])).toBe(false);
    });

    test('no body: what it cannot read is unknown, and never an exception', () => {
      expect(driver.receiver.parse(Buffer.from('{"update_id":'))).toEqual({ kind: 'unknown' });
      expect(driver.receiver.parse(Buffer.from('[]'))).toEqual({ kind: 'unknown' });
      fc.assert(
        fc.property(
          fc.oneof(
            fc.uint8Array(),
            fc.json().map((json) => Buffer.from(json)),
          ),
          (bytes) => {
            expect(driver.receiver.parse(Buffer.from(bytes)).kind).toBe('unknown');
          },
        ),
      );
    });
  });

  describe('goes out', () => {
    const longest = `station:${'x'.repeat(MAX_OPTION_ID_BYTES - 'station:'.length)}`;
    const options = [
      [{ id: 'choice:tihan', label: 'One <b>&</b>' }],
      [
        { id: longest, label: 'Two' },
        { id: 'page:2', label: '→' },
      ],
    ];
    beforeEach(async () => {
      await driver.citizen.text('hello');
      deliveries = [];
    });

    test('a text, as it is', async () => {
      const text = 'Дзякуй & <b>*не* _так_</b> https://golos.example/station/5';
      expect(await send({ text })).toMatchObject({ ok: true, messageId: expect.any(String) });
      expect(driver.citizen.lastText()).toBe(text);
    });

    test('options with their ids, row by row', async () => {
      await send({ text: 'Which?', options });
      const shown = driver.citizen.buttons().map((row) => row.map(({ data }) => data));
      expect(shown).toEqual([['choice:tihan'], [longest, 'page:2']]);
    });

    test('the largest question of a survey, whose buttons bring back what they are', async () => {
      const surveyId = 'x'.repeat(31);
      const question: Question = {
        kind: 'several',
        id: 'question',
        text: inAll('ў'.repeat(1_000)),
        optional: true,
        branches: [],
        options: Array.from({ length: 20 }, (_, i) => ({
          id: `option${String(i).padStart(2, '0')}`,
          label: inAll(`${i} <&> ${'ў'.repeat(50)}`),
        })),
        min: 0,
        max: 20,
      };
      const words = promptWords(loadCatalogues().translator('be'));
      const chosen = ['option03', 'option19'];
      const prompt = questionPrompt(question, { surveyId, language: 'be', words, chosen, canGoBack: true });
      expect(await send(prompt)).toMatchObject({ ok: true });
      const sent = prompt.options.flat();
      const shown = driver.citizen.buttons().flat();
      expect(shown.map(({ data }) => data)).toEqual(sent.map(({ id }) => id));
      expect(Math.max(...sent.map(({ id }) => Buffer.byteLength(id)))).toBe(52);
      for (const { id } of [sent[3], sent[19], sent[20], sent[21], sent[22]] as { id: string }[]) {
        deliveries = [];
        const label = shown.find(({ data }) => data === id)?.label ?? '';
        await driver.citizen.press(label);
        const { event } = incoming();
        expect(event).toMatchObject({ kind: 'tap', id });
        expect(parseButtonId(event.kind === 'tap' ? event.id : '')).toMatchObject({ surveyId, questionId: 'question' });
      }
    });

    test('an option whose tap brings back its id, up to 64 bytes', async () => {
      await send({ text: 'Which?', options });
      await driver.citizen.press('Two');
      expect(incoming().event).toMatchObject({ kind: 'tap', id: longest });
    });

    test('the answer to a tap', async () => {
      await send({ text: 'Which?', options });
      await driver.citizen.press('Two');
      const { event } = incoming();
      const callback = event.kind === 'tap' ? event.callback : undefined;
      expect(
        await send({ text: 'Thanks', ...(callback === undefined ? {} : { acknowledges: callback }) }),
      ).toMatchObject({ ok: true });
      expect(driver.citizen.waitingTaps()).toBe(0);
    });

    test('a request for the phone, which brings their own', async () => {
      await send({
        text: 'Your phone?',
        request: { what: 'contact', label: 'My phone' },
        options: [[{ id: 'phone:skip', label: 'Skip' }]],
      });
      expect(driver.citizen.buttons().map((row) => row.map(({ label, does }) => [label, does]))).toEqual([
        [['My phone', 'contact']],
        [['Skip', 'reply']],
      ]);
      await driver.citizen.press('My phone');
      expect(incoming().event).toEqual({ kind: 'contact', phone: driver.phone, own: true });
    });

    test('a request for the place', async () => {
      await send({ text: 'Where?', request: { what: 'place', label: 'I am here' } });
      expect(driver.citizen.buttons()).toMatchObject([[{ label: 'I am here', does: 'place' }]]);
    });

    test('and a request goes away again', async () => {
      await send({ text: 'Where?', request: { what: 'place', label: 'I am here' } });
      await send({ text: 'Thanks', clearRequest: true });
      expect(driver.citizen.buttons()).toEqual([]);
    });
  });

  describe('says what to do next after', () => {
    beforeEach(() => driver.citizen.text('hello'));

    test.each<[string, () => Fault, SendError['next']]>([
      ['a block', () => ({ kind: 'blocked' }), 'stop'],
      ['too many requests', () => ({ kind: 'too-many', seconds: 7 }), 'wait'],
      ['an ill server', () => ({ kind: 'server-error', status: 502 }), 'retry'],
      ['a lost answer', () => ({ kind: 'lost-answer' }), 'uncertain'],
      ['half an answer', () => ({ kind: 'half-body' }), 'uncertain'],
      ['garbage', () => ({ kind: 'garbage' }), 'uncertain'],
      ['a refusal', () => driver.refusal, 'give-up'],
    ])('%s', async (_, fault, next) => {
      driver.fault(fault());
      const sent = await send({ text: 'Hello' });
      expect(sent).toMatchObject({ ok: false, error: { next, code: expect.stringMatching(/^[a-z0-9-]+$/) } });
      expect(await send({ text: 'Hello' })).toMatchObject({ ok: true });
    });

    test('no answer in time', async () => {
      driver.fault({ kind: 'never-answers' });
      expect(await send({ text: 'Hello' }, AbortSignal.timeout(100))).toMatchObject({ error: { next: 'uncertain' } });
    });

    test('nobody there', async () => {
      await standIns.close();
      expect(await send({ text: 'Hello' })).toMatchObject({ error: { next: 'retry' } });
    });

    test('a signal that came too early', async () => {
      expect(await send({ text: 'Hello' }, AbortSignal.abort())).toMatchObject({ error: { next: 'retry' } });
    });
  });
});
