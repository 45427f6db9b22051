import type { MessengerName } from '../domain/people.ts';
import type { Config } from './config.ts';
import type { Messengers } from './messengers.ts';

/** Telegram's own limit for a bot's messages to many people. https://core.telegram.org/bots/faq */
const TELEGRAM_PER_SECOND = 30;

/** Viber names no limit for single messages; it answers with status 12 when it is too much. */
const VIBER_PER_SECOND = 100;

/** `broadcast_message`: 500 requests in ten seconds, 300 people each. */
const VIBER_BROADCAST_PER_SECOND = 50 * 300;

/** Messages a second that leave each bot. Stand-ins on this machine set their own limits, if any. */
export function paceOf(config: Config, { telegram, viber }: Messengers): Record<MessengerName, number> {
  const without = Number.POSITIVE_INFINITY;
  return {
    telegram: config.telegram.perSecond ?? (isHere(telegram?.apiRoot) ? without : TELEGRAM_PER_SECOND),
    viber: isHere(viber?.apiRoot) ? without : VIBER_PER_SECOND,
  };
}

/** People a second that a broadcast reaches, for estimates: what the real messengers allow. */
export function broadcastPace(config: Config): Record<MessengerName, number> {
  return { telegram: config.telegram.perSecond ?? TELEGRAM_PER_SECOND, viber: VIBER_BROADCAST_PER_SECOND };
}

function isHere(apiRoot: string | undefined): boolean {
  return apiRoot !== undefined && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(apiRoot).hostname);
}
