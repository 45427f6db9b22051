/** What a Bot API method comes to: its result, or Telegram's own error. */
export type Answer =
  | { readonly ok: true; readonly result: unknown; readonly description?: string }
  | {
      readonly ok: false;
      readonly error_code: number;
      readonly description: string;
      readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };
    };

/** The wording of the errors is the public server's: https://github.com/tdlib/telegram-bot-api */
export function badRequest(description: string): Answer {
  return { ok: false, error_code: 400, description: `Bad Request: ${description}` };
}

export function forbidden(description: string): Answer {
  return { ok: false, error_code: 403, description: `Forbidden: ${description}` };
}

export function conflict(description: string): Answer {
  return { ok: false, error_code: 409, description: `Conflict: ${description}` };
}

export function tooManyRequests(seconds: number): Answer {
  return {
    ok: false,
    error_code: 429,
    description: `Too Many Requests: retry after ${seconds}`,
    parameters: { retry_after: seconds },
  };
}

export const UNAUTHORIZED: Answer = { ok: false, error_code: 401, description: 'Unauthorized' };
export const NOT_FOUND: Answer = { ok: false, error_code: 404, description: 'Not Found' };
export const METHOD_NOT_FOUND: Answer = { ok: false, error_code: 404, description: 'Not Found: method not found' };

export function done(result: unknown, description?: string): Answer {
  return { ok: true, result, ...(description === undefined ? {} : { description }) };
}
