import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * The E.164 form of a number that a messenger shared, with or without its plus sign, or undefined
 * when it is no phone number. The result is hashed at once and never stored or logged.
 */
export function normalizePhone(phone: string): string | undefined {
  const trimmed = phone.trim();
  const parsed = parsePhoneNumberFromString(trimmed.startsWith('+') ? trimmed : `+${trimmed}`);
  return parsed?.isValid() ? parsed.number : undefined;
}

/** Whether a number belongs to an operator that the organizers trust to hand out one number a person. */
export function isTrustedPhone(e164: string, trustedPrefixes: readonly string[]): boolean {
  return trustedPrefixes.some((prefix) => e164.startsWith(prefix));
}
