import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { organizers, proposals } from './organizers.ts';

/**
 * Funds that help people who were punished. A trigger lets `published` become only what an approved proposal of this
 * fund says: no payment address is changed by one person, whoever is connected.
 */
export const funds = pgTable(
  'funds',
  {
    /** In addresses and buttons. */
    id: text().primaryKey(),
    /** `fundContent`, as organizers have it now. */
    draft: jsonb().notNull(),
    /** Grows with every save: who saves an older one is told so. */
    revision: integer().notNull().default(1),
    state: text().$type<'draft' | 'public' | 'hidden'>().notNull().default('draft'),
    /** `fundContent`, as two people checked it last. Stays while the fund is hidden. */
    published: jsonb(),
    /** The proposal by which it was published: who the two were. */
    proposalId: uuid('proposal_id').references(() => proposals.id),
    checkedOn: date('checked_on'),
    /** Places that are not valid any more: `replacedPlace`. */
    replaced: jsonb().notNull().default([]),
    /** Places that were found dead: `deadPlace`. */
    dead: jsonb().notNull().default([]),
  },
  (t) => [
    check('funds_id', sql`${t.id} ~ '^[a-z0-9][a-z0-9-]{1,30}$'`),
    check('funds_state', sql`${t.state} in ('draft', 'public', 'hidden')`),
    // What is public was approved.
    check(
      'funds_published_whole',
      sql`(${t.state} = 'draft') = (${t.published} is null) and (${t.published} is null) = (${t.proposalId} is null)
        and (${t.published} is null) = (${t.checkedOn} is null)`,
    ),
  ],
);

/** Appeals for one person, through a fund. The same, but its text is in no proposal: when consent ends, the row goes. */
export const appeals = pgTable(
  'appeals',
  {
    /** Says nothing about anybody. */
    id: text().primaryKey(),
    fundId: text('fund_id')
      .notNull()
      .references(() => funds.id),
    draft: jsonb().notNull(),
    revision: integer().notNull().default(1),
    state: text().$type<'draft' | 'public' | 'hidden'>().notNull().default('draft'),
    status: text().$type<'open' | 'covered' | 'closed'>().notNull().default('open'),
    published: jsonb(),
    proposalId: uuid('proposal_id').references(() => proposals.id),
    checkedOn: date('checked_on'),
    replaced: jsonb().notNull().default([]),
    dead: jsonb().notNull().default([]),
    /** What the fund says has been given, in whole units of the goal's currency. Nothing is collected here. */
    reportedAmount: bigint('reported_amount', { mode: 'number' }),
    reportedOn: date('reported_on'),
  },
  (t) => [
    check('appeals_id', sql`${t.id} ~ '^[a-z0-9]{8}$'`),
    check('appeals_state', sql`${t.state} in ('draft', 'public', 'hidden')`),
    check('appeals_status', sql`${t.status} in ('open', 'covered', 'closed')`),
    check(
      'appeals_reported',
      sql`${t.reportedAmount} >= 0 and (${t.reportedAmount} is null) = (${t.reportedOn} is null)`,
    ),
    check(
      'appeals_published_whole',
      sql`(${t.state} = 'draft') = (${t.published} is null) and (${t.published} is null) = (${t.proposalId} is null)
        and (${t.published} is null) = (${t.checkedOn} is null)`,
    ),
    index('appeals_fund').on(t.fundId),
  ],
);

/** What every administrator must see: only ever appended to. */
export const alerts = pgTable(
  'alerts',
  {
    id: uuid().primaryKey().defaultRandom(),
    at: timestamp({ withTimezone: true }).notNull(),
    /** Such as `places-changed`: `ALERT_KINDS`. */
    kind: text().notNull(),
    /** A page of the console below `/console`, such as `/solidarity/byhelp`. */
    page: text().notNull(),
    /** What is told, by kind. */
    detail: jsonb().notNull(),
  },
  (t) => [index('alerts_at').on(t.at)],
);

/** Which administrator has seen which. */
export const alertReadings = pgTable(
  'alert_readings',
  {
    alertId: uuid('alert_id')
      .notNull()
      .references(() => alerts.id),
    organizerId: uuid('organizer_id')
      .notNull()
      .references(() => organizers.id),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.alertId, t.organizerId] })],
);
