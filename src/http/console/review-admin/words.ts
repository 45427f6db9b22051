import type { Election } from '../../../domain/elections.ts';
import type { Language } from '../../../domain/languages.ts';
import { PAIR_READINGS, REJECTIONS, type Reading } from '../../../domain/review/readings.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { readingLabel } from '../review/item-view.tsx';

/** What a stored answer is called on the buttons; as it is, where it is none of this election's. */
export function answerWords(t: Translate, language: Language, election: Election, answer: string): string {
  const known: readonly string[] = [...PAIR_READINGS, ...REJECTIONS];
  const isReading = (text: string): text is Reading => text.startsWith('choice:') || known.includes(text);
  return isReading(answer) ? readingLabel(t, language, election, answer) : answer;
}

/** A day as people of this language write it. */
export function dayWords(language: Language, day: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** A share in whole per cent; a dash where there is nothing to be divided. */
export function shareWords(language: Language, part: number, all: number): string {
  if (all === 0) return '–';
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(part / all);
}
