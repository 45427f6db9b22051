import { type GoldTerms, USUAL_GOLD_TERMS } from '../domain/review/gold.ts';
import type { Queryable } from './database.ts';

/** As an administrator set them; the usual ones before. */
export async function readGoldTerms(q: Queryable): Promise<GoldTerms> {
  const { rows } = await q.query<GoldTerms>('select percent, floor from gold_terms');
  return rows[0] ?? USUAL_GOLD_TERMS;
}

export async function writeGoldTerms(q: Queryable, { percent, floor }: GoldTerms): Promise<void> {
  await q.query(
    `insert into gold_terms (percent, floor) values ($1, $2)
     on conflict ("only") do update set percent = excluded.percent, floor = excluded.floor`,
    [percent, floor],
  );
}
