/**
 * Why a send did not succeed, said as what to do next. Adapters translate their messenger's answers
 * into these; nobody else matches on a messenger's texts or codes.
 */
export type SendError =
  /** The person cannot be written to until they come back: blocked, deactivated, unsubscribed. */
  | { readonly next: 'stop'; readonly code: string }
  /** The whole bot must be silent for so long. */
  | { readonly next: 'wait'; readonly code: string; readonly seconds: number }
  /** A passing fault, known not to have been delivered: the same message may be sent again. */
  | { readonly next: 'retry'; readonly code: string }
  /** The connection broke after the request went out: delivered or not, nobody can know. */
  | { readonly next: 'uncertain'; readonly code: string }
  /** This message can never be sent as it is. A person must look at it. */
  | { readonly next: 'give-up'; readonly code: string }
  /** The chat has another address now (Telegram's group migration). */
  | { readonly next: 'moved'; readonly code: string; readonly address: string };

export type Sent =
  | { readonly ok: true; readonly messageId?: string }
  | { readonly ok: false; readonly error: SendError };
