import type { SendError } from '../../src/messaging/send-error.ts';

/** Somebody has to mend the token or the account. Until then no message goes out, and none is lost. */
const ACCOUNT_WAIT_SECONDS = 60;

/** Viber says no number. Its limits count by the second and by the hour. */
const RATE_WAIT_SECONDS = 30;

export function unauthorized(): SendError {
  return { next: 'wait', code: 'unauthorized', seconds: ACCOUNT_WAIT_SECONDS };
}

/** What to do about a `status` other than 0. https://developers.viber.com/docs/api/rest-bot-api/#error-codes */
export function statusError(status: number): SendError {
  switch (status) {
    case 5:
      return { next: 'stop', code: 'not-registered' };
    case 6:
      return { next: 'stop', code: 'not-subscribed' };
    case 7:
      return { next: 'stop', code: 'blocked' };
    case 12:
      return { next: 'wait', code: 'too-many-requests', seconds: RATE_WAIT_SECONDS };
    case 2:
    case 15:
      return unauthorized();
    case 8:
      return { next: 'wait', code: 'account-not-found', seconds: ACCOUNT_WAIT_SECONDS };
    case 9:
      return { next: 'wait', code: 'account-suspended', seconds: ACCOUNT_WAIT_SECONDS };
    case 10:
      return { next: 'wait', code: 'no-webhook', seconds: ACCOUNT_WAIT_SECONDS };
    default:
      return { next: 'give-up', code: GIVE_UP.get(status) ?? `status-${status}` };
  }
}

const GIVE_UP: ReadonlyMap<number, string> = new Map([
  [1, 'invalid-url'],
  [3, 'bad-data'],
  [4, 'missing-data'],
  [11, 'device-unsupported'],
  [13, 'api-version'],
  [14, 'api-version'],
  [19, 'broadcast-not-authorized'],
  [20, 'limited'],
  [21, 'country'],
  [22, 'payment'],
  [23, 'payment'],
  [24, 'payment'],
]);
