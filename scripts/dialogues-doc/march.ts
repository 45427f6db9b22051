import type { MarchView } from '../../src/actions/look-ups.ts';

/** A march that is on, with two zones, the second of which has few. */
export const MARCH: MarchView = {
  id: 'sunday',
  name: { be: 'Марш у нядзелю', ru: 'Марш в воскресенье', en: 'Sunday march' },
  phase: 'open',
  startsAt: new Date('2031-05-04T11:00:00Z'),
  endsAt: new Date('2031-05-04T17:00:00Z'),
  timeZone: 'Europe/Minsk',
  windowSeconds: 60,
  validMinutes: null,
  zones: [
    { be: 'Поўнач', ru: 'Север', en: 'North' },
    { be: 'Поўдзень', ru: 'Юг', en: 'South' },
  ],
  count: { zones: [1_230, null], country: 1_230, plusMinus: 20 },
};
