export const ALARM_KINDS = [
  /** More ballots at a station than people on its register. */
  'over-register',
  /** Many more ballots at a station on a day than at others of its region, for its size. */
  'ballots-surge',
  /** Many more accounts chose a station on a day. */
  'accounts-surge',
  /** Nearly all of a station's ballots are for one choice, unlike others of its region. */
  'one-sided',
  /** Many more ballots of a station, a region or a day were rejected, or came a second time. */
  'bad-photos',
  /** Many more accounts were erased on a day. */
  'deletions',
  /** A reviewer was overruled more often than others. */
  'overruled',
] as const;

export type AlarmKind = (typeof ALARM_KINDS)[number];

/** Something that looks like an attack. It proves nothing: somebody has to look. */
export interface AttackAlarm {
  readonly kind: AlarmKind;
  readonly station?: string;
  readonly region?: string;
  readonly day?: string;
  readonly choiceId?: string;
  readonly reviewerId?: string;
  /** How many, and how many were to be expected. */
  readonly count: number;
  readonly expected: number;
}

/** The same alarm has the same key, however far it has grown since. */
export function alarmKey({ kind, station, region, day, choiceId, reviewerId }: AttackAlarm): string {
  return [kind, station, region, day, choiceId, reviewerId].map((part) => part ?? '').join('|');
}
