import { randomUUID } from 'node:crypto';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { retire } from '../../src/actions/retire.ts';
import { RETENTION } from '../../src/domain/retention.ts';
import { type AgedRecord, bytes, LONG_AGO, openAgedRecord, type Still } from '../support/aged-record.ts';

const NOW = new Date('2031-05-17T02:00:00Z');
const HOUR = 3_600_000;
const MINUTE = 60_000;

let record: AgedRecord;
beforeAll(async () => {
  record = await openAgedRecord();
});
afterAll(() => record.close());

type Put = () => Promise<readonly Still[]>;

/** The calendar day (UTC) so many days before today, and the instant so many hours ago, a minute more or less. */
const day = (ago: number) => new Date(NOW.getTime() - ago * 24 * HOUR).toISOString().slice(0, 10);
const overdue = (hours: number) => new Date(NOW.getTime() - hours * HOUR - MINUTE);
const recent = (hours: number) => new Date(NOW.getTime() - hours * HOUR + MINUTE);

interface Tried {
  /** Just past its time. */
  readonly gone?: Put;
  /** On its last day or in its last minute; or of what has no end, from years ago. */
  readonly kept?: Put;
  /** What ends it is no date: the test of what does. */
  readonly elsewhere?: string;
}

/** By the first table of each line. */
const TRIED: Readonly<Record<string, Tried>> = {
  updates: {
    gone: async () => [await record.add('updates', { update_key: bytes(), day: day(4) })],
    kept: async () => [await record.add('updates', { update_key: bytes(), day: day(3) })],
  },
  traces: {
    gone: async () => [
      await record.add('traces', { id: randomUUID(), person_id: record.personId, message_id: bytes(), day: day(3) }),
    ],
    kept: async () => [
      await record.add('traces', { id: randomUUID(), person_id: record.personId, message_id: bytes(), day: day(2) }),
    ],
  },
  photos: {
    gone: async () => (await record.photo(day(3)))[1],
    kept: async () => (await record.photo(day(2)))[1],
  },
  outbox: {
    kept: async () => [
      await record.add('outbox', { payload: bytes(), queue: 'sends', person_id: record.personId, handed_at: LONG_AGO }),
    ],
    elsewhere: 'test/actions/apply-intents.test.ts',
  },
  dialogues: {
    kept: async () => {
      await record.database.pool.query('update dialogues set state = $2 where person_id = $1', [
        record.personId,
        bytes(),
      ]);
      const at = 'select from dialogues where person_id = $1 and state is not null';
      return [async () => (await record.database.pool.query(at, [record.personId])).rowCount === 1];
    },
    elsewhere: 'test/dialogues/journey.test.ts',
  },
  survey_participants: {
    kept: async () => [
      await record.add('survey_participants', { link_key: bytes(), survey_id: 'survey', complete: true }),
    ],
    elsewhere: 'test/actions/answer-survey.test.ts',
  },
  protocol_links: {
    gone: () => record.sheetLink('rejected', day(15)),
    kept: async () => [...(await record.sheetLink('rejected', day(14))), ...(await record.sheetLink('open', LONG_AGO))],
  },
  protocol_photos: {
    kept: async () => {
      const id = randomUUID();
      await record.add('protocols', {
        ...{
          id,
          election_id: record.place.electionId,
          station_id: record.place.stationIds[0],
          state: 'open',
          pick: 1,
          day: LONG_AGO,
        },
      });
      const [photoId, stills] = await record.photo(LONG_AGO, { protocol_id: id });
      const shown = { protocol_id: id, position: 0, photo_id: photoId, wrapped_key: bytes() };
      return [...stills, await record.add('protocol_photos', shown)];
    },
  },
  ballot_links: {
    gone: () => record.ballotLink('rejected', day(15)),
    kept: async () => [
      ...(await record.ballotLink('rejected', day(14))),
      ...(await record.ballotLink('handed-in', LONG_AGO)),
    ],
  },
  review_photos: { elsewhere: 'test/actions/review/seizure.test.ts' },
  review_turns: {
    gone: () => record.turn('lapsed', 'closed'),
    kept: async () => [...(await record.turn('lapsed', 'open')), ...(await record.turn('answered', 'closed'))],
  },
  review_pace: {
    gone: async () => [await record.add('review_pace', { minute: overdue(7 * 24), answers: 1 })],
    kept: async () => [await record.add('review_pace', { minute: recent(7 * 24), answers: 1 })],
  },
  broadcast_recipients: {
    gone: async () => [
      ...(await record.recipient({}, overdue(7 * 24))),
      ...(await record.recipient({ ballot: 'missing' }, overdue(24))),
      ...(await record.recipient({ survey: { id: 'survey' } }, overdue(24))),
    ],
    kept: async () => [
      ...(await record.recipient({}, recent(7 * 24))),
      ...(await record.recipient({ ballot: 'missing' }, recent(24))),
      ...(await record.recipient({ survey: { id: 'survey' } }, recent(24))),
    ],
  },
  official_uploads: {
    gone: () => record.upload(overdue(7 * 24)),
    kept: () => record.upload(recent(7 * 24)),
  },
  march_check_ins: { elsewhere: 'test/actions/marches/march.test.ts' },
  march_pictures: {
    gone: () => record.picture(day(2), 'march'),
    kept: async () => [...(await record.picture(day(1), 'march')), ...(await record.picture(LONG_AGO, 'organizers'))],
  },
  march_milestones: {
    gone: () => record.recipient({ march: 'walk' }, overdue(24)),
    kept: () => record.recipient({ march: 'walk' }, recent(24)),
  },
  chronicle_suggestions: {
    gone: () => record.suggestion(day(91)),
    kept: () => record.suggestion(day(90)),
  },
  chronicle_senders: {
    gone: async () => [await record.add('chronicle_senders', { token: bytes(), day: day(2), sent: 1 })],
    kept: async () => [await record.add('chronicle_senders', { token: bytes(), day: day(1), sent: 1 })],
  },
  chronicle_pictures: { elsewhere: 'test/actions/chronicle/chronicle.test.ts' },
  appeals: { elsewhere: 'test/http/console/solidarity.test.tsx' },
  funds: { elsewhere: 'test/domain/solidarity/places.test.ts' },
  dead_letters: {
    gone: async () => [await record.deadLetter(day(15))],
    kept: async () => [await record.deadLetter(day(14))],
  },
  sessions: {
    gone: async () => [
      ...(await record.session(overdue(12), NOW)),
      ...(await record.session(overdue(1), overdue(1))),
      await record.add('attempts', { place_key: bytes(), count: 1, since: overdue(1) }),
    ],
    kept: async () => [
      ...(await record.session(recent(12), recent(1))),
      await record.add('attempts', { place_key: bytes(), count: 1, since: recent(1) }),
    ],
  },
  invitations: {
    kept: async () => [await record.add('invitations', { token_hash: bytes(), role: 'reader', expires_at: LONG_AGO })],
  },
  send_outcomes: {
    kept: async () => [
      await record.add('send_outcomes', { day: LONG_AGO, messenger: 'viber', outcome: 'sent', code: '', count: 1 }),
      await record.add('forgotten_days', { day: LONG_AGO, count: 1 }),
      await record.add('spent_voices', { voice_key: bytes(), election_id: record.place.electionId }),
      await record.add('ballots', {
        id: randomUUID(),
        ...record.vote(),
        kind: 'without-photo',
        state: 'handed-in',
        day: LONG_AGO,
      }),
      await record.add('declarations', { link_key: bytes(), ...record.vote() }),
      await record.add('phones', { phone_key: bytes(), person_id: record.personId }),
      await record.add('profiles', { person_id: record.personId }),
      await record.add('answer_sets', {
        ...{ id: randomUUID(), survey_id: 'survey', answers: '{}', complete: true, messenger: 'viber', language: 'en' },
        ...{ tier: 'verified', region: 'North' },
      }),
      await record.add('people', {
        person_key: bytes(),
        messenger: 'viber',
        sealed_address: bytes(),
        joined_on: LONG_AGO,
      }),
    ],
  },
  organizers: {
    kept: async () => [
      await record.add('passkeys', {
        ...{
          credential_id: bytes(),
          organizer_id: record.organizerId,
          public_key: bytes(),
          counter: 0,
          transports: [],
        },
        added_on: LONG_AGO,
      }),
      await record.add('recovery_codes', { code_hash: bytes(), organizer_id: record.organizerId }),
      await record.add('proposals', {
        ...{ id: randomUUID(), kind: 'x', subject: 'x', content: '{}', content_hash: bytes() },
        ...{ prepared_by: record.organizerId, prepared_at: LONG_AGO },
      }),
      await record.add('audit_entries', {
        ...{ number: 1, at: LONG_AGO, action: 'x', subject: 'x', detail: '{}' },
        ...{ previous_hash: Buffer.alloc(32), hash: bytes() },
      }),
    ],
  },
  elections: {
    kept: async () => [
      await record.add('tallies', record.vote()),
      await record.add('official_imports', {
        ...{ id: randomUUID(), election_id: record.place.electionId, source: 'cec', version: 1, file_name: 'x.csv' },
        ...{ sha256: bytes(), columns: '{}', cells: [], blank: 'zero', accepted: [], imported_on: LONG_AGO },
      }),
      await record.add('prepared_editions', {
        ...{ id: randomUUID(), election_id: record.place.electionId, number: 1, content: bytes(), sha256: bytes() },
        ...{ prepared_on: LONG_AGO, prepared_by: record.organizerId },
      }),
    ],
  },
};

test('every line of the table is here, and no other', () => {
  expect(Object.keys(TRIED)).toEqual(RETENTION.map(({ tables }) => tables[0]));
});

test.each(RETENTION)('$what: $kept', async ({ kept, tables: [first = ''] }) => {
  const { gone, kept: stays, elsewhere } = TRIED[first] ?? {};
  const [old, young] = [(await gone?.()) ?? [], (await stays?.()) ?? []];
  expect(await Promise.all([...old, ...young].map((still) => still()))).not.toContain(false);
  await retire({ ...record, now: () => NOW });
  expect(await Promise.all(old.map((still) => still()))).toEqual(old.map(() => false));
  expect(await Promise.all(young.map((still) => still()))).toEqual(young.map(() => true));
  // Whatever no date ends says so, or is tried where it ends.
  expect(old.length > 0 || elsewhere !== undefined || kept.includes('no end is set')).toBe(true);
  if (elsewhere !== undefined) await access(join(import.meta.dirname, '../..', elsewhere));
});
