import type { Localized } from '../languages.ts';
import { choiceReading, type Reading } from './readings.ts';

/**
 * The paper that practice is about, made up: in the order of its lines. What is printed on the pictures
 * (`scripts/practice/`) is the Belarusian name.
 */
export const PRACTICE_CHOICES: readonly { readonly id: string; readonly name: Localized }[] = [
  { id: 'oak', name: { be: 'Дуб', ru: 'Дуб', en: 'Oak (Дуб)' } },
  { id: 'birch', name: { be: 'Бяроза', ru: 'Берёза (Бяроза)', en: 'Birch (Бяроза)' } },
  { id: 'linden', name: { be: 'Ліпа', ru: 'Липа (Ліпа)', en: 'Linden (Ліпа)' } },
  { id: 'rowan', name: { be: 'Рабіна', ru: 'Рябина (Рабіна)', en: 'Rowan (Рабіна)' } },
  {
    id: 'against-all',
    name: { be: 'Супраць усіх', ru: 'Против всех (Супраць усіх)', en: 'Against all (Супраць усіх)' },
  },
];

/** What the paper says above its choices. */
export const PRACTICE_ELECTION: Localized = {
  be: 'Выбары Лясной рады',
  ru: 'Выборы Лесного совета (Выбары Лясной рады)',
  en: 'Election of the Forest Council (Выбары Лясной рады)',
};

export type PracticeId = (typeof PRACTICE_IDS)[number];

const PRACTICE_IDS = [
  'cross',
  'turned',
  'dark',
  'note',
  'blurred',
  'other',
  'twice',
  'marks',
  'altered',
  'same',
  'different',
] as const;

export interface PracticeItem {
  readonly id: PracticeId;
  readonly kind: 'ballot' | 'pair';
  readonly right: Reading;
  /** How many pictures: `<id>-1`, `<id>-2` … */
  readonly photos: number;
}

const RIGHT: Readonly<Record<PracticeId, Reading>> = {
  cross: choiceReading('birch'),
  turned: choiceReading('rowan'),
  dark: choiceReading('oak'),
  note: 'not-a-ballot',
  blurred: 'unreadable',
  other: 'other-election',
  twice: 'back-missing',
  marks: 'unreadable',
  altered: 'altered',
  same: 'same',
  different: 'different',
};

/** What somebody practises on, the easy ones first. */
export const PRACTICE_ITEMS: readonly PracticeItem[] = PRACTICE_IDS.map((id) => {
  const right = RIGHT[id];
  const isPair = right === 'same' || right === 'different';
  return { id, right, kind: isPair ? 'pair' : 'ballot', photos: isPair ? 4 : 2 };
});

/** What is still to be answered, first come first. */
export type PracticeLeft = readonly PracticeItem[];

export interface PracticeStep {
  readonly item: PracticeItem;
  readonly right: boolean;
  readonly left: PracticeLeft;
}

/**
 * An answer to the item that stands first. What was right is done; what was wrong comes again at the end, so that
 * practice is passed by having answered everything rightly once.
 */
export function practise(left: PracticeLeft, reading: Reading): PracticeStep | undefined {
  const [item, ...rest] = left;
  if (item === undefined) return undefined;
  const right = reading === item.right;
  return { item, right, left: right ? rest : [...rest, item] };
}

/** What is left, as a session remembers it. */
export function writePractice(left: PracticeLeft): string {
  return left.map(({ id }) => id).join(' ');
}

/** Reads it again; everything is left where nothing was remembered. What is not known any more is passed over. */
export function readPractice(kept: string | undefined): PracticeLeft {
  if (kept === undefined) return PRACTICE_ITEMS;
  return kept.split(' ').flatMap((id) => PRACTICE_ITEMS.filter((item) => item.id === id));
}
