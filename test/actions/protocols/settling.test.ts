import { queueFigures } from '../../../src/actions/review/queue-figures.ts';
import { addProtocolRequest } from '../../../src/storage/protocol-requests.ts';
import { dumpDatabase } from '../../support/dump.ts';
import { emptyProtocols, entry, type ProtocolWorld, protocolWorld, SHEET } from '../../support/protocols.ts';

let world: ProtocolWorld;
beforeAll(async () => {
  world = await protocolWorld();
});
afterEach(() => emptyProtocols(world));
afterAll(() => world.close());

describe('what is handed in', () => {
  test('goes to reviewers once its photos are there', async () => {
    const { protocolId } = await world.send();
    expect(await world.protocol(protocolId)).toMatchObject({ state: 'open', wanted: 2, links: 1, shown: 2 });
  });

  test('is refused with the reason when a photo cannot be used, and may be sent again', async () => {
    const { citizen, protocolId } = await world.send({ refused: 1 });
    expect(await world.protocol(protocolId)).toMatchObject({ state: 'refused', shown: 0 });
    expect(await world.notices(citizen)).toEqual([{ kind: 'protocol-refused', station: '01-1', refusal: 'too-small' }]);
    const again = await world.send({ citizen });
    expect(await world.protocol(protocolId)).toBeUndefined();
    expect(await world.protocol(again.protocolId)).toMatchObject({ state: 'open' });
  });

  test('takes the place of what the same person sent before, until it is agreed; photos and keys go', async () => {
    const first = await world.send();
    const second = await world.send({ citizen: first.citizen });
    const other = await world.send({ citizen: first.citizen, station: 1 });
    expect(await world.protocol(first.protocolId)).toBeUndefined();
    expect(await world.protocol(second.protocolId)).toMatchObject({ state: 'open' });
    expect(await world.protocol(other.protocolId)).toMatchObject({ state: 'open' });
    const { rows } = await world.database.pool.query('select photo_id from photo_keys');
    expect(rows).toHaveLength(4);
  });

  test('with the same pictures is typed once, and everybody hears of it', async () => {
    const pictures = ['front page', 'back page'];
    const first = await world.send({ pictures });
    const second = await world.send({ pictures: [...pictures].reverse() });
    const elsewhere = await world.send({ pictures, station: 1 });
    expect(await world.protocol(second.protocolId)).toMatchObject({ state: 'same', shown: 0 });
    expect(await world.protocol(elsewhere.protocolId)).toMatchObject({ state: 'open' });
    expect(await world.notices(second.citizen)).toEqual([{ kind: 'protocol-same', station: '01-1' }]);
    await world.send({ citizen: elsewhere.citizen, station: 1 });

    // The first one's sender sends another: the picture is still wanted by the second.
    await world.send({ citizen: first.citizen });
    expect(await world.protocol(first.protocolId)).toMatchObject({ state: 'open', links: 0, shown: 2 });
    const [one, two] = [await world.reviewer(), await world.reviewer()];
    for (const reviewer of [one, two]) {
      for (let sheet = await world.nextSheet(reviewer); sheet !== undefined; sheet = await world.nextSheet(reviewer)) {
        expect((await world.type(reviewer, sheet.protocolId, entry())).kind).toBe('taken');
      }
    }
    await world.drive();
    expect(await world.notices(second.citizen)).toEqual([
      { kind: 'protocol-same', station: '01-1' },
      { kind: 'protocol-agreed', station: '01-1' },
    ]);
    expect(await world.protocol(second.protocolId)).toMatchObject({ links: 0 });
    const late = await world.send({ pictures });
    expect(await world.notices(late.citizen)).toEqual([{ kind: 'protocol-agreed', station: '01-1' }]);
    expect(await world.protocol(late.protocolId)).toMatchObject({ state: 'same', links: 0 });
  });

  test('with the same pictures as another makes room for its sender’s own ones, and holds up nothing else', async () => {
    const pictures = ['front page', 'back page'];
    const first = await world.send({ pictures });
    const second = await world.send({ pictures });
    const own = await world.send({ citizen: second.citizen });
    expect(await world.protocol(second.protocolId)).toBeUndefined();
    expect(await world.protocol(first.protocolId)).toMatchObject({ state: 'open', links: 1, shown: 2 });
    expect(await world.protocol(own.protocolId)).toMatchObject({ state: 'open', links: 1, shown: 2 });
    await world.want(second.citizen, { do: 'forget' });
    expect(await world.protocol(own.protocolId)).toMatchObject({ state: 'open', links: 0 });
    const { rows } = await world.database.pool.query(`select from outbox where queue = 'intents'`);
    expect(rows).toHaveLength(0);
  });

  test('of more stations than anybody stands at is asked for later', async () => {
    const { citizen } = await world.send();
    await world.database.pool.query(
      `with more as (insert into stations (election_id, code, levels, name, address, search_text)
         select $1, 'x-' || n, '{North}', 'n', 'a', 's' from generate_series(1, 11) n on conflict do nothing returning id),
       p as (insert into protocols (id, election_id, station_id, state, pick, day)
         select gen_random_uuid(), $1, id, 'open', 1, '2020-08-10' from more returning id, station_id)
       insert into protocol_links (link_key, station_id, protocol_id, sealed_person)
         select (select link_key from protocol_links), station_id, id, '' from p`,
      [world.place.electionId],
    );
    const { protocolId } = await world.send({ citizen, station: 1 });
    expect(await world.protocol(protocolId)).toBeUndefined();
    expect(await world.notices(citizen)).toEqual([{ kind: 'protocol-too-many', station: '01-2' }]);
  });

  test('whose photos never come is refused after days', async () => {
    const citizen = await world.citizen();
    const protocolId = crypto.randomUUID();
    const { electionId, stationIds } = world.place;
    await world.want(citizen, {
      do: 'hand-in-protocol',
      protocolId,
      electionId,
      stationId: stationIds[0] ?? '',
      photoIds: [crypto.randomUUID()],
    });
    await world.drive();
    expect(await world.protocol(protocolId)).toMatchObject({ state: 'receiving' });
    world.pass(5 * 86_400);
    await world.drive();
    expect(await world.protocol(protocolId)).toMatchObject({ state: 'refused' });
    expect(await world.notices(citizen)).toEqual([{ kind: 'protocol-refused', station: '01-1', refusal: 'gone' }]);
  });
});

describe('typing', () => {
  test('two identical entries agree: told, unlinked, photos out of reach, numbers as they were typed', async () => {
    const { citizen, protocolId } = await world.send();
    await world.typedBySomebody(entry());
    expect(await world.protocol(protocolId)).toMatchObject({ state: 'open', wanted: 2 });
    await world.typedBySomebody(entry());
    expect(await world.protocol(protocolId)).toMatchObject({ state: 'agreed', numbers: SHEET, links: 0, shown: 0 });
    expect(await world.notices(citizen)).toEqual([{ kind: 'protocol-agreed', station: '01-1' }]);
  });

  test('a sheet that does not add up is taken as printed', async () => {
    const { protocolId } = await world.send();
    const odd = entry({ 'choice:oak': 5_000 });
    await world.typedBySomebody(odd);
    await world.typedBySomebody(odd);
    expect(await world.protocol(protocolId)).toMatchObject({ state: 'agreed', numbers: { 'choice:oak': 5_000 } });
  });

  test('where two differ a third decides; where three differ an administrator does', async () => {
    const { protocolId } = await world.send();
    await world.typedBySomebody(entry({ invalid: 1 }));
    await world.typedBySomebody(entry({ invalid: 2 }));
    expect(await world.protocol(protocolId)).toMatchObject({ state: 'open', wanted: 3 });
    await world.typedBySomebody(entry({ invalid: 3 }));
    expect(await world.protocol(protocolId)).toMatchObject({ state: 'disputed', links: 1, shown: 2 });
    const administrator = await world.reviewer('administrator');
    expect(await world.hold(administrator, protocolId)).toBe(true);
    expect((await world.sheetPhoto(administrator, protocolId)).kind).toBe('photo');
    expect((await world.type(administrator, protocolId, entry({ invalid: 4 }))).kind).toBe('taken');
    await world.drive();
    expect(await world.protocol(protocolId)).toMatchObject({ state: 'agreed', numbers: { invalid: 4 }, links: 0 });
  });

  test('the queue tells how many sheets wait, and for how long at the pace of the last hour', async () => {
    await world.database.pool.query('truncate review_pace');
    const sheets = async () =>
      (await queueFigures({ database: world.web, now: () => world.clock.now }, world.place.electionId)).sheets;
    for (let sheet = 0; sheet < 3; sheet++) await world.send();
    expect(await sheets()).toEqual({ open: 3, settledPerHour: 0, hoursToClear: null });
    const [one, two] = [await world.reviewer(), await world.reviewer()];
    for (const reviewerId of [one, two, one, two, one]) {
      const { protocolId } = await world.takeSheet(reviewerId);
      await world.type(reviewerId, protocolId, entry());
    }
    await world.drive();
    expect(await sheets()).toEqual({ open: 1, settledPerHour: 2, hoursToClear: 1 / 2 });
    world.pass(3_700);
    expect(await sheets()).toEqual({ open: 1, settledPerHour: 0, hoursToClear: null });
  });

  test('three are wanted where the election says so', async () => {
    await world.database.pool.query('update elections set protocol_quorum = 3');
    const { protocolId } = await world.send();
    await world.typedBySomebody(entry());
    await world.typedBySomebody(entry());
    expect(await world.protocol(protocolId)).toMatchObject({ state: 'open', wanted: 3 });
    await world.typedBySomebody(entry());
    expect(await world.protocol(protocolId)).toMatchObject({ state: 'agreed' });
    await world.database.pool.query('update elections set protocol_quorum = null');
  });

  test('what two cannot read is rejected, with what to send instead, and may be replaced', async () => {
    const { citizen, protocolId } = await world.send();
    await world.typedBySomebody({ kind: 'problem', problem: 'unreadable' });
    await world.typedBySomebody({ kind: 'problem', problem: 'unreadable' });
    expect(await world.protocol(protocolId)).toMatchObject({ state: 'rejected', problem: 'unreadable', shown: 0 });
    expect(await world.notices(citizen)).toEqual([
      { kind: 'protocol-rejected', station: '01-1', problem: 'unreadable' },
    ]);
    await world.send({ citizen });
    expect(await world.protocol(protocolId)).toBeUndefined();
  });

  test('a rejected one is opened again, but for one whose pictures were another’s: that is the other', async () => {
    const pictures = ['front page', 'back page'];
    const first = await world.send({ pictures });
    const second = await world.send({ pictures });
    for (let times = 0; times < 2; times++) await world.typedBySomebody({ kind: 'problem', problem: 'unreadable' });
    expect(await world.protocol(second.protocolId)).toMatchObject({ state: 'rejected', problem: 'unreadable' });
    const by = await world.reviewer('administrator');
    const { electionId } = world.place;
    for (const { protocolId } of [first, second]) {
      const asked = { electionId, kind: 'open-again', protocolId, by, at: world.clock.now } as const;
      expect(await addProtocolRequest(world.database.pool, asked)).toBe(true);
    }
    await world.drive();
    expect(await world.protocol(first.protocolId)).toMatchObject({ state: 'disputed', round: 2, shown: 2 });
    expect(await world.protocol(second.protocolId)).toMatchObject({ state: 'rejected', round: 1, shown: 0 });
  });

  test('an administrator who typed it does not resolve it; others may have it typed anew', async () => {
    const { protocolId } = await world.send();
    const typist = await world.reviewer('administrator');
    await world.takeSheet(typist);
    await world.type(typist, protocolId, entry({ invalid: 1 }));
    await world.typedBySomebody(entry({ invalid: 2 }));
    await world.typedBySomebody(entry({ invalid: 3 }));
    expect(await world.hold(typist, protocolId)).toBe(false);
    const other = await world.reviewer('administrator');
    expect(await world.hold(other, protocolId)).toBe(true);
    await world.type(other, protocolId, { kind: 'again' });
    await world.drive();
    expect(await world.protocol(protocolId)).toMatchObject({ state: 'open', round: 2, wanted: 2 });
    // Whoever typed the first round may type the second: nobody is left out for good.
    expect((await world.takeSheet(typist)).protocolId).toBe(protocolId);
  });
});

describe('whoever sent it', () => {
  test('may be forgotten: the sheet stays, named to nobody; what was of no use goes', async () => {
    const { citizen, protocolId } = await world.send();
    const worthless = await world.send({ citizen, station: 1, refused: 1 });
    await world.want(citizen, { do: 'forget' });
    expect(await world.protocol(protocolId)).toMatchObject({ state: 'open', links: 0, shown: 2 });
    expect(await world.protocol(worthless.protocolId)).toBeUndefined();
    await world.typedBySomebody(entry());
    await world.typedBySomebody(entry());
    expect(await world.protocol(protocolId)).toMatchObject({ state: 'agreed' });
    const { rows } = await world.database.pool.query('select from photos where link_key is not null');
    expect(rows).toHaveLength(0);
  });

  test('is told in the account that takes their registration over', async () => {
    const phoneKey = Buffer.alloc(32, 3);
    const from = await world.citizen(phoneKey);
    const to = await world.citizen();
    const { protocolId } = await world.send({ citizen: from });
    const both = await world.send({ citizen: from, station: 1 });
    const own = await world.send({ citizen: to, station: 1 });
    await world.want(to, { do: 'move-registration', phoneKey: phoneKey.toString('base64'), tier: 'verified' });
    expect(await world.protocol(both.protocolId)).toMatchObject({ links: 0 });
    expect(await world.protocol(own.protocolId)).toMatchObject({ links: 1 });
    const typists = [await world.reviewer(), await world.reviewer()];
    for (const typist of typists) {
      for (let sheet = await world.nextSheet(typist); sheet !== undefined; sheet = await world.nextSheet(typist)) {
        await world.type(typist, sheet.protocolId, entry());
      }
    }
    await world.drive();
    const told = (await world.notices(to)).filter(({ kind }) => kind === 'protocol-agreed');
    expect(told).toHaveLength(2);
    expect(await world.protocol(protocolId)).toMatchObject({ state: 'agreed', links: 0 });
  });
});

test('a dump connects nobody with a sheet once it is agreed, and no sheet with a ballot before', async () => {
  const { citizen, protocolId, photoIds } = await world.send();
  const { rows } = await world.database.pool.query<{ key: Buffer }>('select link_key as key from protocol_links');
  const linked = rows[0]?.key ?? Buffer.alloc(0);
  const holds = async (bytes: Buffer) =>
    (await dumpDatabase(world.database.pool)).some((one) => one.bytes.equals(bytes));
  expect(await holds(linked)).toBe(true);
  await world.typedBySomebody(entry());
  await world.typedBySomebody(entry());
  expect(await holds(linked)).toBe(false);
  // The account's id stands beside nothing of the sheet, in clear, in hexadecimal or in base64.
  const wholeRows = (await dumpDatabase(world.database.pool)).filter(({ where }) => where.endsWith('.whole row'));
  for (const { bytes } of wholeRows.filter((row) => row.bytes.includes(citizen.id))) {
    for (const id of [protocolId, ...photoIds]) expect(bytes.includes(id)).toBe(false);
  }
});
