import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './sources.ts';

/**
 * What a version that still runs would not survive: while a new one is put in place, both write to one database
 * (docs/OPERATIONS.md, "A new version without a pause").
 */
const CONTRACTIONS: readonly RegExp[] = [
  /\bdrop\s+(column|table|schema|view|materialized\s+view|sequence|type|function)\b/i,
  /\brename\b/i,
  /\bset\s+not\s+null\b/i,
  /\balter\s+type\b/i,
  /\balter\s+column\s+\S+\s+(set\s+data\s+)?type\b/i,
  /\badd\s+column\b(?!.*\b(default|generated)\b).*\bnot\s+null\b/i,
];

/**
 * Contractions that are meant, by the beginning of the statement, each with the reason why no version that may still run
 * minds: which version was the last to use what goes. There has been none so far.
 */
const ALLOWED: Readonly<Record<string, Readonly<Record<string, string>>>> = {};

/** Statements of a migration that take away or narrow something, in one line each. */
function contractionsIn(sql: string): string[] {
  return sql
    .replaceAll(/--(?!> ).*$/gm, '')
    .split(/;|--> statement-breakpoint/)
    .map((statement) => statement.replaceAll(/\s+/g, ' ').trim())
    .filter((statement) => CONTRACTIONS.some((one) => one.test(statement)));
}

test('migrations only ever expand, but for what is allowed by name', async () => {
  const names = (await readdir(join(ROOT, 'migrations'))).filter((name) => name.endsWith('.sql'));
  expect(names.length).toBeGreaterThan(20);
  const found: string[] = [];
  for (const name of names)
    for (const statement of contractionsIn(await readFile(join(ROOT, 'migrations', name), 'utf8')))
      found.push(`${name}: ${statement}`);
  const allowed = Object.entries(ALLOWED).flatMap(([name, all]) =>
    Object.keys(all).map((start) => `${name}: ${start}`),
  );
  expect(found.filter((one) => !allowed.some((start) => one.startsWith(start)))).toEqual([]);
  // Nothing is allowed that is not there.
  expect(allowed.filter((start) => !found.some((one) => one.startsWith(start)))).toEqual([]);
});

test.each([
  ['ALTER TABLE "people" DROP COLUMN "kind"'],
  ['DROP TABLE "people" CASCADE'],
  ['ALTER TABLE "people" RENAME COLUMN "a" TO "b"'],
  ['ALTER TABLE "people" RENAME TO "folk"'],
  ['ALTER TABLE "people" ALTER COLUMN "kind" SET NOT NULL'],
  ['ALTER TABLE "people" ALTER COLUMN "kind" SET DATA TYPE bigint'],
  ['ALTER TABLE "people" ALTER COLUMN "kind" TYPE\n bigint'],
  ["ALTER TYPE kind ADD VALUE 'x'"],
  ['ALTER TABLE "people" ADD COLUMN "kind" text NOT NULL'],
])('%s is found', (statement) => {
  const sql = `CREATE TABLE "other" ("id" bigint NOT NULL);--> statement-breakpoint\n-- a remark\n${statement};`;
  expect(contractionsIn(sql)).toEqual([statement.replaceAll(/\s+/g, ' ')]);
});

test.each([
  ['ALTER TABLE "people" ADD COLUMN "kind" text'],
  ['ALTER TABLE "people" ADD COLUMN "kind" text DEFAULT \'a\' NOT NULL'],
  ['ALTER TABLE "people" ADD COLUMN "n" bigint NOT NULL GENERATED ALWAYS AS IDENTITY'],
  ['ALTER TABLE "people" DROP CONSTRAINT "people_kind"'],
  ['CREATE INDEX "renamed" ON "people" ("id") -- DROP TABLE nothing'],
])('%s expands', (statement) => {
  expect(contractionsIn(`${statement};`)).toEqual([]);
});
