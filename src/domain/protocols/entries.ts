import { z } from 'zod';
import { canonicalJson } from '../canonical-json.ts';
import { type FormField, isChoiceField, type ProtocolQuorum } from './fields.ts';

/** Why a photo's numbers cannot be typed in. */
export const SHEET_PROBLEMS = ['unreadable', 'not-a-protocol', 'other-station', 'other-election'] as const;

export type SheetProblem = (typeof SHEET_PROBLEMS)[number];

/** A sheet's numbers by field id; null where the sheet has nothing, or nothing that can be read. */
export type SheetNumbers = Readonly<Record<string, number | null>>;

/** No sheet has a larger number; Postgres and every spreadsheet can take it. */
export const MOST = 999_999_999;

const numbers = z.record(z.string(), z.int().min(0).max(MOST).nullable());

/** What a reviewer says about a sheet, as it is stored. */
export const sheetEntry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('numbers'), numbers }),
  z.strictObject({ kind: z.literal('problem'), problem: z.enum(SHEET_PROBLEMS) }),
]);

export type SheetEntry = z.infer<typeof sheetEntry>;

/** An administrator may also have the sheet typed anew, by others. */
export const sheetDecision = z.union([sheetEntry, z.strictObject({ kind: z.literal('again') })]);

export type SheetDecision = z.infer<typeof sheetDecision>;

export type ReadNumbers =
  | { readonly ok: true; readonly numbers: SheetNumbers }
  | {
      readonly ok: false;
      /** Fields whose text is no number. */
      readonly wrong: readonly string[];
      /** No choice has a number: there is nothing to count. */
      readonly empty: boolean;
      /** What could be read. */
      readonly numbers: SheetNumbers;
    };

/** A field's text: null for nothing, undefined for what is no number. Digits may stand in groups. */
export function readNumber(text: string): number | null | undefined {
  const written = text.replace(/[\s\u00a0\u202f]+/gu, '');
  if (written === '') return null;
  return /^\d{1,9}$/.test(written) ? Number(written) : undefined;
}

/** Reads what was typed into a sheet's fields. Whether it adds up is no question here. */
export function readNumbers(fields: readonly FormField[], typed: (fieldId: string) => string): ReadNumbers {
  const read = fields.map(({ id }) => [id, readNumber(typed(id))] as const);
  const wrong = read.filter(([, value]) => value === undefined).map(([id]) => id);
  const all: SheetNumbers = Object.fromEntries(read.map(([id, value]) => [id, value ?? null]));
  const empty = !read.some(([id, value]) => isChoiceField(id) && typeof value === 'number');
  return wrong.length === 0 && !empty
    ? { ok: true, numbers: all }
    : { ok: false, wrong, empty: empty && wrong.length === 0, numbers: all };
}

export type NextStep =
  | { readonly kind: 'agreed'; readonly entry: SheetEntry }
  /** So many entries are wanted in all before there is anything to say. */
  | { readonly kind: 'more'; readonly wanted: number }
  /** However the next ones read, they would be too few: an administrator resolves it. */
  | { readonly kind: 'disputed' };

/**
 * What follows from the entries of different reviewers: as many as the quorum that are identical agree. They never
 * number more than twice the quorum less one: with two liars among three, or three among five, honest ones lose.
 */
export function nextStep(entries: readonly SheetEntry[], quorum: ProtocolQuorum): NextStep {
  const sizes = new Map<string, { entry: SheetEntry; count: number }>();
  for (const entry of entries) {
    const key = canonicalJson(entry);
    const group = sizes.get(key) ?? { entry, count: 0 };
    group.count += 1;
    sizes.set(key, group);
    if (group.count >= quorum) return { kind: 'agreed', entry };
  }
  const largest = Math.max(0, ...[...sizes.values()].map(({ count }) => count));
  const wanted = Math.max(quorum, entries.length + quorum - largest);
  return wanted <= 2 * quorum - 1 ? { kind: 'more', wanted } : { kind: 'disputed' };
}

/** Fields on which entries of numbers are not of one mind, in the order of the sheet. */
export function differingFields(fields: readonly FormField[], sheets: readonly SheetNumbers[]): string[] {
  return fields.flatMap(({ id }) => (new Set(sheets.map((sheet) => sheet[id] ?? null)).size > 1 ? [id] : []));
}
