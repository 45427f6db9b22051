import type { SendingHours } from './broadcasts.ts';

const HOUR_MS = 3_600_000;
/** Looked ahead at most: beyond that, nobody plans. */
const MOST_HOURS = 24 * 366;

/** Whether an hour of the day (0 to 23) is one in which may be sent; no hours: always. */
export function isSendingHour(hours: SendingHours | null, hour: number): boolean {
  if (hours === null) return true;
  const { from, to } = hours;
  return from < to ? from <= hour && hour < to : from <= hour || hour < to;
}

/** The hour of the day of an instant in a time zone. */
export function hourIn(timeZone: string, at: Date): number {
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(at);
  return Number(hour);
}

/** Whether may be sent at an instant. */
export function maySend(hours: SendingHours | null, timeZone: string, at: Date): boolean {
  return hours === null || isSendingHour(hours, hourIn(timeZone, at));
}

/** When so many seconds of sending that begin at an instant are over, leaving out the hours in which nothing is sent. */
export function sendingEnds(start: Date, seconds: number, hours: SendingHours | null, timeZone: string): Date {
  if (hours === null) return new Date(start.getTime() + seconds * 1_000);
  let at = start.getTime();
  let left = seconds * 1_000;
  for (let steps = 0; steps < MOST_HOURS; steps += 1) {
    // Zones are a multiple of a quarter of an hour away from UTC.
    const next = (Math.floor(at / (HOUR_MS / 4)) + 1) * (HOUR_MS / 4);
    const span = next - at;
    if (maySend(hours, timeZone, new Date(at))) {
      if (left <= span) return new Date(at + left);
      left -= span;
    }
    at = next;
  }
  return new Date(at + left);
}
