import { createHash } from 'node:crypto';
import type { TelegramCitizen } from '../telegram/citizen.ts';
import type { TelegramStandIn } from '../telegram-server.ts';
import type { ViberCitizen } from '../viber/citizen.ts';
import type { ViberStandIn } from '../viber-server.ts';

/**
 * The people of the playground. A made-up phone number is all there is of one: the messengers' ids follow
 * from it, so that the same person is met again after a restart, when the stand-ins have forgotten everything.
 */
export interface People {
  telegram(phone: string): TelegramCitizen;
  viber(phone: string): ViberCitizen;
}

export function createPeople(telegram: TelegramStandIn, viber: ViberStandIn): People {
  return {
    telegram: (phone) => telegram.chat(telegramId(phone), { phone, firstName: 'Citizen', language: 'be' }),
    viber: (phone) => viber.chat(viberId(phone), { phone, name: 'Citizen' }),
  };
}

/** A plus sign and 8 to 15 digits; blanks, dashes and brackets are passed over. Undefined: no number. */
export function readPhone(value: string): string | undefined {
  const phone = value.replace(/[\s()-]/g, '');
  return /^\+\d{8,15}$/.test(phone) ? phone : undefined;
}

function telegramId(phone: string): number {
  return 1_000_000_000 + (createHash('sha256').update(`telegram ${phone}`).digest().readUIntBE(0, 6) % 6_000_000_000);
}

/** 16 bytes in base64, as Viber's ids look. */
function viberId(phone: string): string {
  return createHash('sha256').update(`viber ${phone}`).digest().subarray(0, 16).toString('base64');
}
