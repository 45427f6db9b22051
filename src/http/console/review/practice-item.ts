import { PRACTICE_CHOICES, PRACTICE_ELECTION, type PracticeItem } from '../../../domain/review/practice.ts';
import type { ItemShown } from './item-view.tsx';

/** A practice item as the desk shows real ones. */
export function shownPractice({ id, kind, photos }: PracticeItem): ItemShown {
  return {
    name: id,
    kind,
    photos: Array.from({ length: photos }, (_, at) => `/assets/practice/${id}-${at + 1}.jpg`),
    election: PRACTICE_ELECTION,
    choices: PRACTICE_CHOICES,
    sides: 2,
  };
}
