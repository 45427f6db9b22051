/** The chronicle begins here: whatever is earlier is a slip of the finger. */
export const FIRST_YEAR = 1900;

/** Whether a text is a day of the calendar, `YYYY-MM-DD`, in a year that the chronicle can tell of. */
export function isCalendarDay(text: string): boolean {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (parts === null || Number(parts[1]) < FIRST_YEAR) return false;
  const at = new Date(`${text}T00:00:00Z`);
  // The calendar would carry 31 February over.
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}

export type TypedDay =
  | { readonly kind: 'day'; readonly day: string }
  /** Of no form that is read here. */
  | { readonly kind: 'unreadable' }
  /** Such as 31 February. */
  | { readonly kind: 'impossible' }
  | { readonly kind: 'future' }
  | { readonly kind: 'too-early' };

/**
 * A day as people type it: `2020-08-09`, `9.8.2020`, `09/08/20`, `9.8` of the last twelve months. The day comes before
 * the month, as Belarusian and Russian have it. `today`: `YYYY-MM-DD`; nothing after it has happened.
 */
export function parseTypedDay(typed: string, today: string): TypedDay {
  const text = typed.trim().replace(/\s*(?:г\.?|года|year)$/iu, '');
  const iso = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/.exec(text);
  const common = /^(\d{1,2})\s*[-./ ]\s*(\d{1,2})(?:\s*[-./ ]\s*(\d{4}|\d{2}))?$/.exec(text);
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]]
    : common
      ? [common[3] ?? yearOf(common, today), common[2], common[1]]
      : [];
  if (year === undefined || month === undefined || day === undefined) return { kind: 'unreadable' };
  const whole = year.length === 2 ? `20${year}` : year;
  if (Number(whole) < FIRST_YEAR) return { kind: 'too-early' };
  const wanted = `${whole}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isCalendarDay(wanted)) return { kind: 'impossible' };
  return wanted > today ? { kind: 'future' } : { kind: 'day', day: wanted };
}

/** Without a year: the last time that this day was. */
function yearOf([, day = '', month = '']: RegExpExecArray, today: string): string {
  const year = Number(today.slice(0, 4));
  const monthAndDay = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return `${monthAndDay <= today.slice(5) ? year : year - 1}`;
}

/** The same day of the year before; of 29 February, the 28th. */
export function aYearBefore(day: string): string {
  const before = `${String(Number(day.slice(0, 4)) - 1).padStart(4, '0')}${day.slice(4)}`;
  return isCalendarDay(before) ? before : `${before.slice(0, 8)}28`;
}

/** So many days later, or earlier. */
export function daysFrom(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
