import type { Election } from '../../../domain/elections.ts';
import type { Language } from '../../../domain/languages.ts';
import { SLICES, type Slice, slice as sliceSchema } from '../../../domain/review/orders.ts';
import type { Translate } from '../../../i18n/translate.ts';
import type { Queryable } from '../../../storage/database.ts';
import { type ReviewerStats, stationOfSlice } from '../../../storage/review-stats.ts';
import type { FormValues } from '../route.ts';
import { dayWords } from './words.ts';

/** The slice that a form or an address speaks of: a station by its code, a day, a reviewer; undefined when there is none. */
export async function readSlice(q: Queryable, { id }: Election, values: FormValues): Promise<Slice | undefined> {
  const by = SLICES.find((one) => one === values.get('by'));
  if (by === undefined) return undefined;
  const text = (values.get(by) ?? values.get('value') ?? '').trim();
  const value = by === 'station' ? (await stationOfSlice(q, id, text))?.id : text;
  const parsed = sliceSchema.safeParse({ by, value });
  return parsed.success ? parsed.data : undefined;
}

/** What a slice is called: “station 012”, “9 August 2020”, “reviewer Oak”. */
export async function sliceWords(
  q: Queryable,
  { id }: Election,
  slice: Slice,
  words: { readonly t: Translate; readonly language: Language; readonly reviewers: readonly ReviewerStats[] },
): Promise<string> {
  const { t, language, reviewers } = words;
  switch (slice.by) {
    case 'station': {
      const station = await stationOfSlice(q, id, slice.value);
      return t('review-admin-slice-station', { code: station?.code ?? '', name: station?.name ?? '' });
    }
    case 'day':
      return t('review-admin-slice-day', { day: dayWords(language, slice.value) });
    case 'reviewer':
      return t('review-admin-slice-reviewer', { alias: reviewers.find((one) => one.id === slice.value)?.alias ?? '?' });
  }
}
