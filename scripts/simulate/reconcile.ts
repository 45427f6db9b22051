import type { Database } from '../../src/storage/database.ts';
import type { PhotoStore } from '../../src/storage/photo-store.ts';
import { compareTallies } from '../../src/storage/tallies.ts';
import type { Ledger } from './ledger.ts';

/** One kind of thing: how many were acknowledged and how many are stored. */
export interface Reconciled {
  readonly what: string;
  readonly acknowledged: number;
  readonly stored: number;
  /** Cells in which they differ, in words. */
  readonly differences: readonly string[];
}

/** Compares everything that citizens were told with everything that is stored. */
export async function reconcile(
  database: Database,
  ledger: Ledger,
  photoStore: Pick<PhotoStore, 'dayOf'>,
): Promise<Reconciled[]> {
  const linked = ledger.accounts.flatMap(({ ballot, tier }) =>
    ballot === null ? [] : [{ ...ballot, tier: tier ?? 'unverified' }],
  );
  const ballots = [...linked, ...ledger.left];
  const people = ledger.accounts.filter(({ known }) => known);
  const declared = ledger.accounts.flatMap((a) => (a.declared === null ? [] : [{ ...a.declared, tier: a.tier }]));
  const counted = ballots.filter(({ state }) => state === 'handed-in');
  const cell = (...parts: readonly (string | null)[]) => parts.map((part) => part ?? '-').join(' · ');

  return [
    compare(
      'ballots',
      ballots.map((b) => cell(b.stationCode, b.choiceId, b.tier, b.kind, b.state)),
      await cells(
        database,
        `select s.code, b.choice_id, b.tier, b.kind, b.state from ballots b join stations s on s.id = b.station_id`,
      ),
    ),
    compare(
      'counted in tallies',
      counted.map((b) => cell(b.stationCode, b.choiceId, b.tier, b.kind)),
      await cells(
        database,
        `select s.code, t.choice_id, t.tier, k.kind
         from tallies t join stations s on s.id = t.station_id,
              lateral (values ('photographed', t.photographed), ('without-photo', t.without_photo)) k(kind, n),
              lateral generate_series(1, k.n)`,
      ),
    ),
    compare(
      'declarations',
      declared.map((d) => cell(d.stationCode, d.choiceId, d.tier)),
      await cells(
        database,
        'select s.code, d.choice_id, d.tier from declarations d join stations s on s.id = d.station_id',
      ),
    ),
    compare(
      'people',
      people.map((a) => cell(a.messenger, a.tier, a.stationCode)),
      await cells(
        database,
        'select p.messenger, p.tier, s.code from people p left join stations s on s.id = p.station_id',
      ),
    ),
    compare(
      'links to ballots',
      linked.map((b) => cell(b.stationCode, b.choiceId, b.kind)),
      await cells(
        database,
        `select s.code, b.choice_id, b.kind from ballot_links l join ballots b on b.id = l.ballot_id
         join stations s on s.id = b.station_id`,
      ),
    ),
    await photos(database, ballots.filter(({ kind }) => kind === 'photographed').length * 2, photoStore),
    await recounted(database),
    compare('still to be done', [], await cells(database, 'select queue from outbox')),
    compare(
      'updates that nobody could handle',
      [],
      await cells(database, 'select messenger, reason from dead_letters'),
    ),
  ];
}

export function compare(what: string, acknowledged: readonly string[], stored: readonly string[]): Reconciled {
  const [told, kept] = [tally(acknowledged), tally(stored)];
  const differences = [...new Set([...told.keys(), ...kept.keys()])].sort().flatMap((key) => {
    const [a, b] = [told.get(key) ?? 0, kept.get(key) ?? 0];
    return a === b ? [] : [`${what}: ${key}: acknowledged ${a}, stored ${b}`];
  });
  return { what, acknowledged: acknowledged.length, stored: stored.length, differences };
}

function tally(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

async function cells({ pool }: Database, text: string): Promise<string[]> {
  const { rows } = await pool.query<(string | null)[]>({ text, rowMode: 'array' });
  return rows.map((row) => row.map((part) => part ?? '-').join(' · '));
}

/** Photos of ballots: a row, a key and encrypted bytes each. */
async function photos({ pool }: Database, expected: number, store: Pick<PhotoStore, 'dayOf'>): Promise<Reconciled> {
  const { rows } = await pool.query<{ id: string; outcome: string; keyed: boolean }>(
    `select p.id, p.outcome, k.photo_id is not null as keyed from photos p left join photo_keys k on k.photo_id = p.id
     where p.ballot_id is not null`,
  );
  const differences: string[] = [];
  for (const { id, outcome, keyed } of rows) {
    if (outcome === 'refused') continue;
    if (outcome === 'expected') differences.push('photos: one was never fetched');
    else if (!keyed) differences.push('photos: one has no key');
    else if ((await store.dayOf(id)) === undefined) differences.push('photos: one has no bytes');
  }
  if (rows.length !== expected) differences.push(`photos of ballots: acknowledged ${expected}, stored ${rows.length}`);
  return { what: 'photos of ballots', acknowledged: expected, stored: rows.length, differences };
}

/** The kept tallies against a recount from the rows. */
async function recounted({ pool }: Database): Promise<Reconciled> {
  const { cells: count, differences } = await compareTallies(pool);
  const lines = differences.map(
    ({ choiceId, tier, kept, recounted: again }) =>
      `tallies: ${choiceId} · ${tier}: kept ${Object.values(kept).join('/')}, recounted ${Object.values(again).join('/')}`,
  );
  return { what: 'cells of a recount', acknowledged: count, stored: count - lines.length, differences: lines };
}
