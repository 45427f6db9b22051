import { setTimeout as pause } from 'node:timers/promises';
import type { MessengerName } from '../src/domain/people.ts';
import { type SendingRate, silence, takePlace } from '../src/domain/sending-rate.ts';

export interface Pacer {
  /** Resolves when the next message of this bot may leave. */
  turn(messenger: MessengerName): Promise<void>;
  /** Nothing of this bot leaves for so long. */
  pause(messenger: MessengerName, seconds: number): void;
}

/** One limiter per bot for everything that leaves it. */
export function createPacer(perSecond: Readonly<Record<MessengerName, number>>, now: () => number): Pacer {
  const fresh = (messenger: MessengerName): SendingRate => ({
    perSecond: perSecond[messenger],
    nextAt: 0,
    silentUntil: 0,
  });
  const rates: Record<MessengerName, SendingRate> = { telegram: fresh('telegram'), viber: fresh('viber') };
  return {
    async turn(messenger) {
      const { rate, at } = takePlace(rates[messenger], now());
      rates[messenger] = rate;
      const wait = at - now();
      if (wait > 0) await pause(wait);
    },
    pause(messenger, seconds) {
      rates[messenger] = silence(rates[messenger], now(), seconds);
    },
  };
}
