/** The day of an instant, in UTC: all that rows about people say of their time. `2026-08-09` */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
