import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Proves that a contact came from our share-phone button. Viber marks a person's own phone in no way:
 * its `contact` message has the same form for the button and for an entry of the phone book that the
 * person picked, or forwarded from another chat. One thing tells them apart: after the button, the
 * message carries the button's `ActionBody` as `text`
 * (https://github.com/Bogdaan/viber-bot-php/issues/41), and no client lets a person write a text into
 * a contact. So the body is an HMAC of the person: also a contact that somebody else shared with us and
 * then forwarded is not theirs. It is no proof against a client rewritten to lie about its own number.
 */
export function shareToken(authToken: string, userId: string): string {
  const mac = createHmac('sha256', authToken).update(`share-phone:${userId}`).digest('base64url');
  return `${PREFIX}${mac.slice(0, 24)}`;
}

const PREFIX = 'share-phone:';

/** `ActionBody` of the location button. Viber demands one and needs it for nothing. */
export const PLACE_BODY = 'share-place:here';

/** Desktop clients know neither button and send its body as a text. */
export function isRequestBody(text: string): boolean {
  return text === PLACE_BODY || text.startsWith(PREFIX);
}

/** Whether a contact's text is the token of its sender's own button. */
export function isShareToken(text: string | null | undefined, authToken: string, userId: string): boolean {
  const expected = Buffer.from(shareToken(authToken, userId));
  const given = Buffer.from(text ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
