/** Viber answers everything with HTTP 200 and one of these: https://developers.viber.com/docs/api/rest-bot-api/#error-codes */
export const STATUS = {
  ok: 0,
  invalidUrl: 1,
  invalidAuthToken: 2,
  badData: 3,
  missingData: 4,
  receiverNotRegistered: 5,
  receiverNotSubscribed: 6,
  publicAccountBlocked: 7,
  webhookNotSet: 10,
  receiverNoSuitableDevice: 11,
  tooManyRequests: 12,
  broadcastNotAllowed: 19,
} as const;

export type StatusName = keyof typeof STATUS;

/** An answer's fields; a `bigint` goes out as a bare JSON number. */
export type ViberAnswer = { readonly status: number; readonly status_message: string } & Readonly<
  Record<string, unknown>
>;

export function answer(
  name: StatusName,
  fields: Readonly<Record<string, unknown>> = {},
  message?: string,
): ViberAnswer {
  return { status: STATUS[name], status_message: message ?? name, ...fields };
}

/**
 * JSON with 64-bit numbers: `message_token` is one, above 2^53, and Viber writes it without quotes.
 * A key whose value is undefined is left out, as in `JSON.stringify`.
 */
export function stringify(value: unknown): string {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return `[${value.map((one) => (one === undefined ? 'null' : stringify(one))).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(([, one]) => one !== undefined);
    return `{${fields.map(([key, one]) => `${JSON.stringify(key)}:${stringify(one)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Undefined: no JSON object. */
export function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isRecord(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
