/**
 * How far an account's uniqueness is backed: `verified` by a phone number of a trusted operator that
 * the messenger itself vouched for, `unverified` otherwise. The two are counted apart everywhere.
 */
export const TIERS = ['verified', 'unverified'] as const;

export type Tier = (typeof TIERS)[number];

export const MESSENGERS = ['telegram', 'viber'] as const;

export type MessengerName = (typeof MESSENGERS)[number];

/** What people call them, the same in every language. */
export const MESSENGER_NAMES: Readonly<Record<MessengerName, string>> = { telegram: 'Telegram', viber: 'Viber' };
