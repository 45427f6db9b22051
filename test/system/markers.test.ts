import { jest } from '@jest/globals';
import { createPoster, type Post } from '../../bots/playground/wire.ts';
import { createNetwork } from '../../scripts/simulate/phone.ts';
import { Chat } from '../support/chat.ts';
import { dumpDatabase, dumpFolder, dumpRedis, listenToRedis, type Piece } from '../support/dump.ts';
import { Markers, markedCallbacks, markedUpdates, postTelegram, postViber } from '../support/marked-inputs.ts';
import { picture } from '../support/pictures.ts';
import { addSurvey } from '../support/some-survey.ts';
import { type SystemUnderTest, startSystem } from '../support/system.ts';
import { createTraceSearch } from '../support/traces.ts';
import { until } from '../support/until.ts';

jest.setTimeout(120_000);

/** What the stand-ins make up by themselves is a person's too. */
const IDS = /"(file_id|file_unique_id|update_id|message_token|chat_instance|media|thumbnail)":"?([^",}]{8,})/g;

describe.each(['postgres', 'redis'] as const)(
  'nothing about a person is left in the clear, queues on %s',
  (backend) => {
    let system: SystemUnderTest;
    let redis: Awaited<ReturnType<typeof listenToRedis>> | undefined;
    const marks = new Markers();
    /** Free answers in a survey: they are there to be read, without anybody who said them. */
    const said = new Markers();
    const poster = createPoster();
    const posted: Buffer[] = [];
    const post: Post = (url, headers, body) => {
      posted.push(body);
      return poster.post(url, headers, body);
    };

    beforeAll(async () => {
      system = await startSystem({ backend, logLevel: 'trace', standIns: { telegram: { post }, viber: { post } } });
      await addSurvey(system.database.pool);
    });
    afterAll(async () => {
      redis?.stop();
      await system?.stop();
      poster.close();
    });

    const photo = async (seed: number) =>
      picture(640, 480, { seed })
        .jpeg()
        .withExif({ IFD0: { Artist: marks.word('EXIF artist'), ImageDescription: marks.word('EXIF description') } })
        .toBuffer();

    async function telegramPerson(): Promise<Chat> {
      const id = marks.id('telegram person id');
      const phone = marks.phone('telegram person phone');
      const names = {
        firstName: marks.word('first name'),
        lastName: marks.word('last name'),
        username: marks.word('username'),
      };
      const citizen = system.standIns.telegram.chat(id, { phone, ...names });
      const chat = new Chat(createNetwork(system.standIns).telegram(id, phone));
      await chat.act(() => citizen.start(marks.word('deep link')));
      await registers(chat);
      await chat.act(() =>
        citizen.location(marks.degrees('person latitude', 46.18), marks.degrees('person longitude', -32.58)),
      );
      await chat.asked('station:again');
      await findsStation(chat);
      await answersSurvey(chat);
      await chat.tap('menu:ballot');
      await chat.tap('choice:oak');
      await chat.asked('ballot:no-photo');
      const first = await photo(11);
      await chat.act(() => citizen.photo(first, marks.word('photo caption')));
      await chat.hears('photo of the back');
      const second = await photo(12);
      await chat.act(() => citizen.photoAsFile(second, `${marks.word('photo file name')}.jpg`));
      await chat.tap('ballot:confirm');
      await chat.tap('clean:yes');
      return chat;
    }

    async function viberPerson(): Promise<Chat> {
      const id = `${marks.word('viber person id')}==`;
      const phone = marks.phone('viber person phone');
      const citizen = system.standIns.viber.chat(id, { phone, name: marks.word('viber name') });
      const chat = new Chat(createNetwork(system.standIns).viber(id, phone));
      await chat.act(() => citizen.open(marks.word('viber context')));
      await registers(chat);
      await findsStation(chat);
      await answersSurvey(chat);
      await chat.tap('menu:ballot');
      await chat.tap('choice:oak');
      await chat.asked('ballot:no-photo');
      const first = await photo(21);
      await chat.act(() => citizen.photo(first, marks.word('viber caption')));
      await chat.hears('photo of the back');
      const second = await photo(22);
      await chat.act(() => citizen.photoAsFile(second, `${marks.word('viber file name')}.jpg`));
      await chat.tap('ballot:confirm');
      return chat;
    }

    async function registers(chat: Chat): Promise<void> {
      await chat.tap('language:en');
      await chat.tap('consent:yes');
      await chat.sharePhone();
      await chat.asked('place');
    }

    async function findsStation(chat: Chat): Promise<void> {
      await chat.act((phone) => phone.type(marks.word('station search')));
      await chat.asked('place').catch(() => undefined);
      await chat.act((phone) => phone.type('1-001'));
      await chat.tap('station:confirm');
      await chat.tap('declare:none');
      await chat.asked('menu:ballot');
    }

    async function answersSurvey(chat: Chat): Promise<void> {
      await chat.tap('survey:roads-1');
      await chat.tap('sv:roads-1:roads:none');
      await chat.asked('sv:roads-1:why:-skip');
      await chat.act((phone) => phone.type(`${marks.word('answer that is too long')} ${'x'.repeat(100)}`));
      await chat.hears('That is too long');
      await chat.act((phone) => phone.type(said.word('answer')));
      await chat.hears('Thanks for the roads.');
    }

    /** Everything, of both messengers, at once and out of order; and what nobody but a stranger sends. */
    async function everythingElse(): Promise<void> {
      const statuses = await Promise.all([
        ...markedUpdates(marks).map((update) => postTelegram(system.url, JSON.stringify(update))),
        ...markedCallbacks(marks).map((callback) => postViber(system.url, JSON.stringify(callback))),
        postTelegram(system.url, `{"update_id": 1, "message": "${marks.word('telegram broken JSON')}`),
        postViber(system.url, `{"event": "message", "${marks.word('viber broken JSON')}`),
      ]).then((answers) => answers.map(({ status }) => status));
      expect(statuses.filter((status) => status !== 200)).toEqual([]);

      const stranger = await Promise.all([
        postTelegram(system.url, marks.word('stranger’s body'), 'a-wrong-secret'),
        postViber(system.url, marks.word('stranger’s other body'), 'a-wrong-token'),
        fetch(`${system.url}/${marks.word('path')}?q=${marks.word('query')}`, {
          headers: { 'user-agent': marks.word('agent') },
        }),
        fetch(`${system.url}/webhooks/telegram/${marks.word('webhook path')}`, { method: 'POST', body: 'x' }),
      ]);
      expect(stranger.map(({ status }) => status)).toEqual([401, 401, 404, 404]);
    }

    function traces(pieces: readonly Piece[]): string[] {
      for (const [, name, value = ''] of posted.map(String).join('\n').matchAll(IDS)) {
        marks.keep(`stand-in’s ${name} ${value}`, /^\d{8,15}$/.test(value) ? Number(value) : value);
      }
      const search = createTraceSearch(marks.values);
      return pieces.flatMap(({ where, bytes }) => search.in(bytes).map((found) => `${where}: ${found}`));
    }

    /** Where free answers are found. */
    function answersIn(pieces: readonly Piece[]): string[] {
      const search = createTraceSearch(said.values);
      return [...new Set(pieces.filter(({ bytes }) => search.in(bytes).length > 0).map(({ where }) => where))];
    }

    const drained = () =>
      until(async () => (await system.database.pool.query('select 1 from outbox limit 1')).rowCount === 0, 60_000);

    const stored = async (): Promise<Piece[]> => [
      ...(await dumpDatabase(system.database.pool)),
      ...(system.redis === undefined ? [] : await dumpRedis(system.redis.url)),
    ];

    test('not while things are on their way, nor afterwards, nor in any file', async () => {
      const { telegram, viber } = system.standIns;
      redis = system.redis && (await listenToRedis(system.redis.url));
      const chats = [await telegramPerson(), await viberPerson()];

      // From now on nothing gets out: everything that is wanted stays in the outbox and in the queues.
      for (const { faults } of [telegram, viber]) {
        faults.often({ kind: 'server-error' }, 1, ['sendMessage', 'send_message', 'getFile', 'file', 'media']);
      }
      for (const { phone } of chats) {
        for (const words of [marks.word('text while sending fails'), '/ballot', 'Oak']) await phone.type(words);
        await phone.photo(await photo(31));
      }
      await everythingElse();
      const open = await system.database.pool.query<{ queue: string }>(
        'select distinct queue from outbox order by queue',
      );
      expect(open.rows.map(({ queue }) => queue)).toEqual(['photos', 'sends']);
      const waiting = await stored();
      expect(waiting.filter(({ where }) => where === '"public"."outbox".payload').length).toBeGreaterThan(40);
      expect(traces(waiting)).toEqual([]);
      // Ids tell no time: every one is of version 4, random but for the digit that says so.
      const ids = waiting
        .map(({ bytes }) => bytes.toString())
        .filter((text) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text));
      expect(ids.length).toBeGreaterThan(20);
      expect(ids.filter((id) => id[14] !== '4')).toEqual([]);
      expect(answersIn(waiting)).toEqual(['"public"."answer_sets".whole row']);
      expect(marks.values.size).toBeGreaterThan(250);

      for (const { faults } of [telegram, viber]) faults.stop();
      // What may not be tried before later may be tried now: this is no test of patience.
      await until(async () => {
        await system.database.pool.query('update outbox set due_at = null where leased_until is null');
        return (await system.database.pool.query('select 1 from outbox limit 1')).rowCount === 0;
      }, 60_000);
      for (const chat of chats) await chat.act((phone) => phone.type('/forget'));
      await chats[0]?.tap('forget:yes');
      await chats[0]?.hears('Everything about you is erased');
      await drained();

      // It has really been through everything.
      const { rows } = await system.database.pool.query<{ letters: number; ballots: number; reasons: number }>(
        `select (select count(*)::int from dead_letters) as letters,
              (select count(*)::int from ballots where state = 'handed-in') as ballots,
              (select count(distinct reason)::int from dead_letters) as reasons`,
      );
      expect(rows[0]?.ballots).toBe(2);
      expect(rows[0]?.letters).toBeGreaterThanOrEqual(8);
      const metrics = await (await fetch(`${system.url}/metrics`)).text();
      expect(metrics).toContain('golos_updates_total{messenger="viber",result="taken"}');

      await system.database.pool.query('checkpoint');
      const files = await dumpFolder(system.dataDir);
      expect(files.filter(({ where }) => where.startsWith('photos/')).length).toBeGreaterThanOrEqual(4);
      expect(files.some(({ where }) => where.startsWith('postgres/') && where.includes('pg_wal'))).toBe(true);
      const logs = system.lines.map(({ role, line }) => ({
        where: `log of ${role}: ${line}`,
        bytes: Buffer.from(line),
      }));
      expect(traces([{ where: 'metrics', bytes: Buffer.from(metrics) }, ...logs])).toEqual([]);
      expect(traces(await stored())).toEqual([]);
      expect(traces(redis?.said ?? [])).toEqual([]);
      if (redis !== undefined) expect(redis.said.length).toBeGreaterThan(100);
      expect(traces(files)).toEqual([]);
      // Answers are where they are read, and nowhere else; one of the two was given by somebody who is forgotten.
      expect(answersIn(await stored())).toEqual(['"public"."answer_sets".whole row']);
      expect(answersIn([{ where: 'metrics', bytes: Buffer.from(metrics) }, ...logs, ...(redis?.said ?? [])])).toEqual(
        [],
      );
      expect(answersIn(files).filter((where) => !where.startsWith('postgres/'))).toEqual([]);
      const parts = await system.database.pool.query(
        'select answer_set_id is null as forgotten from survey_participants order by 1',
      );
      expect(parts.rows).toEqual([{ forgotten: false }, { forgotten: true }]);
      // The search does find what is there.
      expect(
        createTraceSearch(new Map([['station', 'Маякова']])).in(Buffer.concat(files.map(({ bytes }) => bytes))),
      ).not.toEqual([]);
      expect([...system.errors.keys()]).toEqual([]);
    });
  },
);
