import { sql } from 'drizzle-orm';
import { check, date, integer, pgTable } from 'drizzle-orm/pg-core';

/**
 * How many accounts were erased on a day, and nothing of any of them: whether somebody erases very many is seen by it.
 */
export const forgottenDays = pgTable(
  'forgotten_days',
  {
    day: date().primaryKey(),
    count: integer().notNull(),
  },
  (t) => [check('forgotten_days_count', sql`${t.count} > 0`)],
);
