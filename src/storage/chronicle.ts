import type { ChronicleContent, Texts } from '../domain/chronicle/content.ts';
import { type IndexedTexts, type SearchWord, WEIGHTS } from '../domain/chronicle/search.ts';
import type { EntrySummary } from '../domain/chronicle/timeline.ts';
import { groupBy } from '../domain/group-by.ts';
import { LANGUAGES, type Language } from '../domain/languages.ts';
import type { Queryable } from './database.ts';

/** What is public of an entry now. */
export interface EntryRow {
  readonly number: number;
  readonly uid: string;
  readonly version: number;
  readonly withdrawn: boolean;
  readonly summary: EntrySummary;
  /** When it first became public, and when it last changed. */
  readonly publishedAt: Date;
  readonly changedAt: Date;
}

/** A version as it was, or is, public. */
export interface VersionRow {
  readonly version: number;
  /** Null: withdrawn. */
  readonly content: ChronicleContent | null;
  readonly note: Texts | null;
  readonly hidesEarlier: boolean;
  readonly publishedAt: Date;
}

const ENTRY = `e.number, e.uid, e.version, e.withdrawn, e.summary,
  (select v.published_at from chronicle_versions v where v.entry_number = e.number and v.version = 1) as "publishedAt",
  (select v.published_at from chronicle_versions v where v.entry_number = e.number and v.version = e.version) as "changedAt"`;

/** Grows whenever anything of the chronicle changes; 0 before the first entry. */
export async function chroniclePosition(q: Queryable): Promise<number> {
  const { rows } = await q.query<{ position: string | null }>(
    'select max(position) as position from chronicle_versions',
  );
  return Number(rows[0]?.position ?? 0);
}

/** Everything that lists show; withdrawn entries, too. */
export async function listEntries(q: Queryable): Promise<EntryRow[]> {
  const { rows } = await q.query<EntryRow>(`select ${ENTRY} from chronicle_entries e order by e.number`);
  return rows;
}

export async function readEntry(q: Queryable, number: number): Promise<EntryRow | undefined> {
  const { rows } = await q.query<EntryRow>(`select ${ENTRY} from chronicle_entries e where e.number = $1`, [number]);
  return rows[0];
}

/** Every version of these entries, by entry, the first version first. Of all entries when none are named. */
export async function readVersions(
  q: Queryable,
  numbers?: readonly number[],
): Promise<Map<number, readonly VersionRow[]>> {
  const { rows } = await q.query<VersionRow & { number: number }>(
    `select entry_number as number, version, content, note, hides_earlier as "hidesEarlier", published_at as "publishedAt"
     from chronicle_versions where $1::integer[] is null or entry_number = any($1) order by entry_number, version`,
    [numbers ?? null],
  );
  return groupBy(rows, ({ number }) => number);
}

export interface NewVersion {
  readonly number: number;
  readonly version: number;
  readonly content: ChronicleContent;
  readonly note: Texts | null;
  readonly hidesEarlier: boolean;
  readonly proposalId: string;
  readonly publishedAt: Date;
  readonly summary: EntrySummary;
  readonly words: IndexedTexts;
}

/** Waits for whoever else gives a new entry its number, until the commit. */
export async function nextEntryNumber(q: Queryable): Promise<number> {
  await q.query('select pg_advisory_xact_lock(6, 1)');
  const { rows } = await q.query<{ next: number }>(
    'select coalesce(max(number), 0) + 1 as next from chronicle_entries',
  );
  return rows[0]?.next ?? 1;
}

const CONFIGURATIONS: Readonly<Record<Language, string>> = { be: 'simple', ru: 'russian', en: 'english' };

/** The words of `indexedTexts`, as `$from` and the eight values after it. */
function wordsSql(from: number): string {
  return WEIGHTS.flatMap((weight, w) =>
    LANGUAGES.map(
      (language, l) =>
        `setweight(to_tsvector('${CONFIGURATIONS[language]}', $${from + w * LANGUAGES.length + l}), '${weight}')`,
    ),
  ).join(' || ');
}

/** Makes a version public, in the transaction that approves it. */
export async function addVersion(q: Queryable, wanted: NewVersion): Promise<void> {
  const { number, version, content, note, hidesEarlier, proposalId, publishedAt, summary, words } = wanted;
  await q.query(
    `insert into chronicle_versions (entry_number, version, content, note, hides_earlier, proposal_id, published_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      number,
      version,
      JSON.stringify(content),
      note === null ? null : JSON.stringify(note),
      hidesEarlier,
      proposalId,
      publishedAt,
    ],
  );
  await q.query(
    `insert into chronicle_entries (number, version, day, summary, words) values ($1, $2, $3, $4, ${wordsSql(5)})
     on conflict (number) do update
       set version = excluded.version, day = excluded.day, summary = excluded.summary, words = excluded.words,
           withdrawn = false`,
    [
      number,
      version,
      content.day,
      JSON.stringify(summary),
      ...WEIGHTS.flatMap((weight) => LANGUAGES.map((language) => words[weight][language])),
    ],
  );
}

/** Locks an entry against other changes; its current version, undefined when there is no such entry. */
export async function lockEntry(
  q: Queryable,
  number: number,
): Promise<{ readonly version: number; readonly withdrawn: boolean } | undefined> {
  const { rows } = await q.query<{ version: number; withdrawn: boolean }>(
    'select version, withdrawn from chronicle_entries where number = $1 for update',
    [number],
  );
  return rows[0];
}

/** Takes an entry from the public: its address says so, and nothing else of it is shown or found. */
export async function addWithdrawal(
  q: Queryable,
  { number, version, note, at }: { number: number; version: number; note: Texts; at: Date },
): Promise<void> {
  await q.query(
    `insert into chronicle_versions (entry_number, version, note, hides_earlier, published_at) values ($1, $2, $3, true, $4)`,
    [number, version, JSON.stringify(note), at],
  );
  await q.query(`update chronicle_entries set version = $2, withdrawn = true, words = ''::tsvector where number = $1`, [
    number,
    version,
  ]);
}

/** The entries in which every word is found, the best first: numbers, and how many there are. */
export async function searchEntries(
  q: Queryable,
  words: readonly SearchWord[],
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ readonly total: number; readonly numbers: readonly number[] }> {
  if (words.length === 0) return { total: 0, numbers: [] };
  const { rows } = await q.query<{ number: number; total: number }>({
    name: 'search-chronicle',
    // A word that Russian or English leaves out everywhere is left out of the search.
    text: `with word as (
             select plainto_tsquery('russian', plain) as ru, plainto_tsquery('english', plain) as en,
                    to_tsquery('simple', belarusian) as be
             from unnest($1::text[], $2::text[]) as w (plain, belarusian)),
           wanted as (
             select string_agg('(' || (ru || en || be)::text || ')', ' & ')::tsquery as query
             from word where (numnode(ru) > 0 and numnode(en) > 0)
               or not exists (select from word where numnode(ru) > 0 and numnode(en) > 0))
           select e.number, (count(*) over ())::integer as total
           from chronicle_entries e, wanted
           where e.words @@ wanted.query and not e.withdrawn
           order by ts_rank_cd(e.words, wanted.query, 1) desc, e.day desc, e.number desc
           limit $3 offset $4`,
    values: [words.map(({ plain }) => plain), words.map(({ belarusian }) => belarusian), limit, offset],
  });
  return { total: rows[0]?.total ?? 0, numbers: rows.map(({ number }) => number) };
}
