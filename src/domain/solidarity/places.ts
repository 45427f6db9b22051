import { z } from 'zod';
import type { Contact } from './contacts.ts';
import type { GivingWay } from './ways.ts';

/**
 * Somewhere that money or somebody's trust goes: a way to give, a contact, a fund's site. Whoever swaps one robs people, so
 * all of them are treated alike: two people change them, every administrator is told, and the old one is shown for a week.
 */
export const place = z.strictObject({ kind: z.string().min(1).max(20), value: z.string().min(1).max(500) });

export type Place = z.infer<typeof place>;

/** Days for which one that was taken away or replaced is still shown. */
export const SHOWN_DAYS = 7;

const DAY_MS = 86_400_000;

/** One that is not valid any more, and until when it is shown as such (ISO 8601). */
export const replacedPlace = z.strictObject({ ...place.shape, changedOn: z.iso.date(), until: z.iso.datetime() });

export type ReplacedPlace = z.infer<typeof replacedPlace>;

interface Sources {
  readonly website?: string;
  readonly contacts?: readonly Contact[];
  readonly ways: readonly GivingWay[];
}

/**
 * Every place that a fund or an appeal sends people to; none of one that was never public. An account belongs to its holder and its
 * bank: all of it is the place.
 */
export function placesOf(sources: Sources | null): Place[] {
  if (sources === null) return [];
  const { website = '', contacts = [], ways } = sources;
  return [
    ...(website === '' ? [] : [{ kind: 'website', value: website }]),
    ...contacts.map(({ kind, value }) => ({ kind, value })),
    ...ways.map(({ kind, value, holder, bic }) => ({
      kind,
      value: [value, holder, bic].filter((part) => part !== '').join(' · '),
    })),
  ];
}

const same = (a: Place) => (b: Place) => a.kind === b.kind && a.value === b.value;
const without = (all: readonly Place[], others: readonly Place[]) => all.filter((one) => !others.some(same(one)));

/** What a change takes away and what it adds. */
export const placeChanges = z.strictObject({ removed: z.array(place), added: z.array(place) });

export type PlaceChanges = z.infer<typeof placeChanges>;

export function changesBetween(before: readonly Place[], after: readonly Place[]): PlaceChanges {
  return { removed: without(before, after), added: without(after, before) };
}

/** Whether a change touches any place at all. */
export function isChange({ removed, added }: PlaceChanges): boolean {
  return removed.length + added.length > 0;
}

/**
 * What is shown as replaced after a change: what the change takes away, for a week from now, and what earlier changes took
 * away, until their own week is over. One that is valid again is not shown as replaced.
 */
export function replacedAfter(
  earlier: readonly ReplacedPlace[],
  { before, after, at }: { readonly before: readonly Place[]; readonly after: readonly Place[]; readonly at: Date },
): ReplacedPlace[] {
  const until = new Date(at.getTime() + SHOWN_DAYS * DAY_MS).toISOString();
  const changedOn = at.toISOString().slice(0, 10);
  const removed = without(before, after).map(({ kind, value }) => ({ kind, value, changedOn, until }));
  const kept = stillShown(earlier, at).filter((one) => !after.some(same(one)) && !removed.some(same(one)));
  return [...removed, ...kept];
}

/** Those whose week is not over. */
export function stillShown(replaced: readonly ReplacedPlace[], at: Date): ReplacedPlace[] {
  return replaced.filter(({ until }) => Date.parse(until) > at.getTime());
}
