import { randomBytes } from 'node:crypto';
import type { Intent } from '../../../src/actions/intents.ts';
import { linkKeyOf, openPerson, sealPerson, voiceKeyOf } from '../../../src/actions/voice-keys.ts';
import { findSpentVoices } from '../../../src/storage/ballots.ts';
import { NEVER_ROTATED } from '../../../src/storage/lookup-keys.ts';
import { compareTallies } from '../../../src/storage/tallies.ts';
import { type Citizen, emptyWorld, type ReviewWorld, reviewWorld } from '../../support/review.ts';

let world: ReviewWorld;

beforeAll(async () => {
  world = await reviewWorld();
});

afterAll(() => world.close());

beforeEach(() => emptyWorld(world));

afterEach(async () => {
  expect((await compareTallies(world.database.pool)).differences).toEqual([]);
});

async function acceptAll(): Promise<void> {
  const reviewers = [await world.reviewer(), await world.reviewer()];
  for (const reviewer of reviewers) {
    for (let next = await world.next(reviewer); next.kind === 'item'; next = await world.next(reviewer)) {
      await world.answer(reviewer, next.item.turn, 'choice:oak');
    }
  }
  await world.settle();
}

/** What used up the voice of a person key or phone key. */
async function spentBy(voice: Buffer): Promise<string | undefined> {
  const key = voiceKeyOf(world.keys.voice, voice, world.place.electionId);
  return (await findSpentVoices(world.database.pool, [key])).get(key.toString('hex'));
}

const counts = async () => {
  const { rows } = await world.database.pool.query<{ of: string }>(
    `select choice_id || ' ' || tier || ' ' || photographed || '/' || verified as of from tallies
     where photographed + verified > 0 order by 1`,
  );
  return rows.map((row) => row.of);
};

const takeOver = (phoneKey: Buffer): Intent => ({
  do: 'move-registration',
  phoneKey: phoneKey.toString('base64'),
  tier: 'verified',
});

describe('accepting', () => {
  test('spends the voices of account and phone', async () => {
    const phoneKey = randomBytes(32);
    const { citizen } = await world.handIn('oak', { citizen: await world.citizen(phoneKey) });
    await acceptAll();
    expect(await spentBy(citizen.personKey)).toBe('accepted');
    expect(await spentBy(phoneKey)).toBe('accepted');
  });

  test('keeps the link where nobody can say whose it is: it is what stops a second ballot', async () => {
    const { citizen, ballotId } = await world.handIn('oak');
    await world.database.pool.query('update ballot_links set sealed_person = null');
    await acceptAll();
    expect(await world.ballot(ballotId)).toMatchObject({ state: 'verified' });
    const again = await world.handIn('pine', { citizen });
    expect(await world.ballot(again.ballotId)).toBeUndefined();
  });
});

describe('after acceptance', () => {
  async function accepted(phoneKey?: Buffer): Promise<Citizen> {
    const { citizen } = await world.handIn('oak', { citizen: await world.citizen(phoneKey) });
    await acceptAll();
    return citizen;
  }

  test('being forgotten leaves the ballot counted and both voices spent', async () => {
    const phoneKey = randomBytes(32);
    const citizen = await accepted(phoneKey);
    await world.want(citizen, { do: 'forget' });
    expect(await counts()).toEqual(['oak verified 1/1']);
    expect(await spentBy(citizen.personKey)).toBeDefined();
    expect(await spentBy(phoneKey)).toBeDefined();
  });

  test('a phone that is shared afterwards is spent, too, so that nobody else hands in with it', async () => {
    const citizen = await accepted();
    const phoneKey = randomBytes(32);
    const { pool } = world.database;
    await pool.query('insert into phones (phone_key, person_id) values ($1, $2)', [phoneKey, citizen.id]);
    await world.want(citizen, { do: 'set-tier', electionId: world.place.electionId, tier: 'verified' });
    expect(await spentBy(phoneKey)).toBe('accepted');
    await world.want(citizen, { do: 'forget' });
    const other = await world.handIn('pine', { citizen: await world.citizen(phoneKey) });
    expect(await world.ballot(other.ballotId)).toBeUndefined();
    expect(await counts()).toEqual(['oak verified 1/1']);
  });

  test('a tier that changes moves nothing of an accepted ballot', async () => {
    const citizen = await accepted();
    await world.want(citizen, { do: 'set-tier', electionId: world.place.electionId, tier: 'unverified' });
    expect(await counts()).toEqual(['oak verified 1/1']);
  });

  test('who takes over the registration cannot hand in, and a ballot of their own goes', async () => {
    const phoneKey = randomBytes(32);
    await accepted(phoneKey);
    const { citizen: other, ballotId } = await world.handIn('pine');
    await world.want(other, takeOver(phoneKey));
    expect(await world.ballot(ballotId)).toBeUndefined();
    expect(await spentBy(other.personKey)).toBe('accepted');
    const again = await world.handIn('birch', { citizen: other });
    expect(await world.ballot(again.ballotId)).toBeUndefined();
    expect(await counts()).toEqual(['oak verified 1/1']);
  });

  test('who takes over another’s registration keeps the accepted ballot, the other’s goes', async () => {
    const phoneKey = randomBytes(32);
    const citizen = await accepted();
    const { ballotId } = await world.handIn('pine', { citizen: await world.citizen(phoneKey) });
    await world.want(citizen, takeOver(phoneKey));
    expect(await world.ballot(ballotId)).toBeUndefined();
    expect(await spentBy(phoneKey)).toBe('accepted');
    expect(await counts()).toEqual(['oak verified 1/1']);
  });
});

describe('before acceptance', () => {
  test('a ballot goes along with its registration, and the new account is told of the outcome', async () => {
    const phoneKey = randomBytes(32);
    const { ballotId } = await world.handIn('oak', { citizen: await world.citizen(phoneKey) });
    const other = await world.citizen();
    await world.want(other, takeOver(phoneKey));
    await acceptAll();
    expect(await world.ballot(ballotId)).toMatchObject({ state: 'verified' });
    expect(await spentBy(other.personKey)).toBe('accepted');
    expect(await spentBy(phoneKey)).toBe('accepted');
    expect(await world.notices(other)).toContainEqual({ kind: 'ballot-counted', differs: false });
  });

  test('the ballot of somebody who was forgotten is reviewed, and nobody is told', async () => {
    const { citizen, ballotId } = await world.handIn('oak');
    await world.want(citizen, { do: 'forget' });
    await acceptAll();
    expect(await world.ballot(ballotId)).toMatchObject({ state: 'verified' });
    expect(await world.notices(citizen)).toEqual([]);
  });

  test('the tier that an account has at acceptance is the one that counts', async () => {
    const { citizen } = await world.handIn('oak');
    const reviewer = await world.reviewer();
    await world.answer(reviewer, (await world.take(reviewer)).turn, 'choice:oak');
    await world.settle();
    await world.want(citizen, { do: 'set-tier', electionId: world.place.electionId, tier: 'unverified' });
    const second = await world.reviewer();
    await world.answer(second, (await world.take(second)).turn, 'choice:oak');
    await world.settle();
    expect(await counts()).toEqual(['oak unverified 1/1']);
  });

  test('a rejected ballot goes with its forgotten person, and their voice is not spent', async () => {
    const { citizen, ballotId } = await world.handIn('oak');
    for (const reviewer of [await world.reviewer(), await world.reviewer()]) {
      await world.answer(reviewer, (await world.take(reviewer)).turn, 'unreadable');
    }
    await world.settle();
    await world.want(citizen, { do: 'forget' });
    expect(await world.ballot(ballotId)).toBeUndefined();
    expect(await spentBy(citizen.personKey)).toBeUndefined();
  });
});

test('whom to tell is sealed to the ballot and the link key', () => {
  const seals = (link: Buffer) => ({ link, lookup: NEVER_ROTATED });
  const [key, other] = [randomBytes(32), randomBytes(32)];
  const sealed = sealPerson(seals(key), 'ballot', 'person');
  expect(openPerson(seals(key), 'ballot', sealed)).toBe('person');
  expect(() => openPerson(seals(key), 'another', sealed)).toThrow();
  expect(() => openPerson(seals(other), 'ballot', sealed)).toThrow();
  expect(linkKeyOf(key, Buffer.from('person'), 'ballot')).not.toEqual(sealed);
});
