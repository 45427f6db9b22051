import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { createAuditWriter } from '../../src/actions/audit-writer.ts';
import { answerItem } from '../../src/actions/review/answer-item.ts';
import { holdDisputed } from '../../src/actions/review/hold-disputed.ts';
import { nextItem } from '../../src/actions/review/next-item.ts';
import { openPhoto } from '../../src/actions/review/open-photo.ts';
import { passPractice } from '../../src/actions/review/pass-practice.ts';
import { choiceRead, choiceReading, type Reading } from '../../src/domain/review/readings.ts';
import { LEASE_SECONDS } from '../../src/domain/review/terms.ts';
import { openFolderPhotoStore } from '../../src/storage/folder-photo-store.ts';
import { readKeyring } from '../../src/storage/keyring.ts';
import type { Papers } from './review-papers.ts';
import type { SystemUnderTest } from './system.ts';
import { until } from './until.ts';

const PATIENCE_MS = 120_000;

/** Every so many turns whoever is slow or careless is so. */
const EVERY = 3;

/**
 * How somebody reads. Two who mean ill and answer the same would have it accepted; how often that happens is the matter of
 * `simulate review`. These two never agree with one another, nor with whoever is careless: nothing wrong may be accepted.
 */
const TEMPERS = ['careful', 'careful', 'slow', 'careless', 'malicious', 'malicious otherwise'] as const;
type Temper = (typeof TEMPERS)[number];

/** Reviewers and an administrator, who know nothing of a ballot but its photos. */
export interface Readers {
  /** How many answers were meant to be wrong, came too late, or were an administrator's. */
  readonly given: { total: number; malicious: number; late: number; byAdministrator: number };
  /** Everybody reads whatever is there; resolves when nothing is open or disputed any more. */
  readAll(onDecision?: () => void): Promise<void>;
}

/** Readers in this process, as the console's pages would have them. */
export async function openReaders(
  { database, dataDir, photoFolder }: SystemUnderTest,
  papers: Papers,
  choiceIds: readonly string[],
): Promise<Readers> {
  const now = () => new Date();
  const { review: reviewKey } = await readKeyring(join(dataDir, 'keys', 'web.json'), 'web');
  const store = await openFolderPhotoStore({ folder: photoFolder });
  const audit = createAuditWriter(database);
  const given = { total: 0, malicious: 0, late: 0, byAdministrator: 0 };
  const deps = { database, now, random: (limit: number) => randomInt(limit), goldPercent: 0 };

  async function organizer(alias: string, role: 'reviewer' | 'administrator'): Promise<string> {
    const { rows } = await database.pool.query<{ id: string }>(
      `insert into organizers (alias, role, language, joined_on) values ($1, $2, 'en', now()) returning id`,
      [alias, role],
    );
    return rows[0]?.id ?? '';
  }

  const itemOf = async (turn: string) => {
    const { rows } = await database.pool.query<{ kind: string; state: string; photos: number }>(
      `select kind, state, (select count(*)::int from review_photos where item_id = i.id) as photos
       from review_items i where id = $1`,
      [turn.split('.')[0]],
    );
    return rows[0] ?? { kind: '', state: '', photos: 0 };
  };

  /** What is to be seen on an item's photos: of a pair, whether they are of one paper. Undefined: it was decided meanwhile. */
  async function truthOf(reviewerId: string, turn: string): Promise<Reading | undefined> {
    const seen = new Map<number, Reading>();
    const { kind, photos, state } = await itemOf(turn);
    if (state === 'closed') return undefined;
    for (let position = 0; position < photos; position += 1) {
      const photo = await openPhoto({ database, reviewKey, store, audit, now }, { reviewerId, turn, position });
      if (photo.kind !== 'photo' && (await itemOf(turn)).state === 'closed') return undefined;
      if (photo.kind !== 'photo') throw new Error(`A photo is ${photo.kind}`);
      const { number, reading } = await papers.seenOn(photo.jpeg);
      seen.set(number, reading);
    }
    if (kind === 'pair') return seen.size === 1 ? 'same' : 'different';
    const [reading] = seen.values();
    if (reading === undefined || seen.size > 1) throw new Error(`A ballot has photos of ${seen.size} papers`);
    return reading;
  }

  const wrongly = (truth: Reading, by: number): Reading => {
    // Of two readings only one is wrong: both of them there would agree.
    if (truth === 'same' || truth === 'different') return by === 1 ? (truth === 'same' ? 'different' : 'same') : truth;
    const marked = choiceIds.indexOf(choiceRead(truth) ?? '');
    return choiceReading(choiceIds[(marked + by) % choiceIds.length] ?? '');
  };

  function readingBy(temper: Temper, truth: Reading, turn: number): Reading {
    if (temper === 'malicious') return wrongly(truth, 1);
    if (temper === 'malicious otherwise') return wrongly(truth, 2);
    const isCareless = temper === 'careless' && turn % EVERY === 0;
    return isCareless && choiceRead(truth) !== undefined ? 'unreadable' : truth;
  }

  /** Takes an item, and answers when the worker has let the lease lapse: by their clock it began before it ended. */
  async function dawdle(reviewerId: string): Promise<void> {
    const longAgo = () => new Date(Date.now() - (LEASE_SECONDS + 60) * 1_000);
    const next = await nextItem({ ...deps, now: longAgo }, reviewerId);
    if (next.kind !== 'item') return;
    const { turn } = next.item;
    const isLapsed = `select from review_turns where item_id = $1 and reviewer_id = $2 and state = 'lapsed'`;
    const values = [turn.split('.')[0], reviewerId];
    await until(async () => (await database.pool.query(isLapsed, values)).rowCount === 1, PATIENCE_MS);
    const reading = choiceReading(choiceIds[0] ?? '');
    const { kind } = await answerItem(deps, { reviewerId, turn, reading });
    if (kind !== 'lapsed' && kind !== 'closed') throw new Error(`An answer that came too late was ${kind}`);
    given.late += 1;
  }

  const isAnyLeft = async () =>
    ((await database.pool.query(`select from review_items where state <> 'closed' limit 1`)).rowCount ?? 0) > 0;

  async function read(reviewerId: string, temper: Temper, onDecision: () => void): Promise<void> {
    for (let turns = 0; ; ) {
      if (temper === 'slow' && turns % EVERY === 0) await dawdle(reviewerId);
      const held = await until(async () => {
        const next = await nextItem(deps, reviewerId);
        if (next.kind === 'item') return next.item;
        return (await isAnyLeft()) ? false : ('done' as const);
      }, PATIENCE_MS);
      if (held === 'done') return;
      const { turn } = held;
      const truth = await truthOf(reviewerId, turn);
      if (truth === undefined) continue;
      const reading = readingBy(temper, truth, turns);
      const { kind } = await answerItem({ ...deps, undoSeconds: 1 }, { reviewerId, turn, reading });
      // What turned out to be a copy meanwhile is not to be read any more.
      if (kind === 'closed') continue;
      if (kind !== 'taken') throw new Error(`An answer was ${kind}`);
      given.total += 1;
      if (reading !== truth) given.malicious += temper.startsWith('malicious') ? 1 : 0;
      onDecision();
      turns += 1;
    }
  }

  /** Decides what nobody agrees on, by its photos. */
  async function decide(administratorId: string): Promise<void> {
    for (;;) {
      const disputed = await until(async () => {
        const { rows } = await database.pool.query<{ id: string }>(
          `select id from review_items where state = 'disputed' and not exists (
             select from review_turns t where t.item_id = review_items.id and t.final and t.state = 'answered') limit 1`,
        );
        return rows[0]?.id ?? ((await isAnyLeft()) ? false : ('done' as const));
      }, PATIENCE_MS);
      if (disputed === 'done') return;
      const held = await holdDisputed(database.pool, { administratorId, itemId: disputed }, now());
      if (held.kind !== 'held') continue;
      const reading = await truthOf(administratorId, held.turn);
      if (reading === undefined) continue;
      await answerItem({ ...deps, undoSeconds: 1 }, { reviewerId: administratorId, turn: held.turn, reading });
      given.byAdministrator += 1;
    }
  }

  const reviewers: { readonly id: string; readonly temper: Temper }[] = [];
  for (const [at, temper] of TEMPERS.entries()) {
    const id = await organizer(`Reader ${at + 1}`, 'reviewer');
    await passPractice(database.pool, id, now());
    reviewers.push({ id, temper });
  }
  const administratorId = await organizer('Decider', 'administrator');
  return {
    given,
    async readAll(onDecision = () => undefined) {
      await Promise.all([decide(administratorId), ...reviewers.map(({ id, temper }) => read(id, temper, onDecision))]);
    },
  };
}
