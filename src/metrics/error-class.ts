/** Every class of error that a metric may name: few and fixed, whatever goes wrong. */
export const ERROR_CLASSES = ['database', 'conflict', 'constraint', 'network', 'timeout', 'refused', 'other'] as const;

export type ErrorClass = (typeof ERROR_CLASSES)[number];

/** Codes of Node, undici and ioredis for a peer that is not there or hung up. */
const NETWORK =
  /^(photo-store-away|ECONN|EHOST|ENET|ENOTFOUND|EAI_|EPIPE|UND_ERR_(SOCKET|CONNECT)|NR_CLOSED|CERT_|ERR_TLS)/;
const TIMEOUT = /^(ETIMEDOUT|ESOCKETTIMEDOUT|UND_ERR_.*TIMEOUT|ABORT_ERR|TimeoutError|AbortError|timeout)/;

/**
 * The class of an error code: an SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html), a code of
 * Node, or what a messenger's adapter calls it.
 */
export function errorClass(code: string | undefined): ErrorClass {
  if (code === undefined) return 'other';
  if (TIMEOUT.test(code)) return 'timeout';
  if (NETWORK.test(code)) return 'network';
  if (/^[0-9A-Z]{5}$/.test(code)) return ofSqlState(code);
  if (/^(unauthorized|account|no-webhook|blocked|forbidden|4\d\d$)/.test(code)) return 'refused';
  return 'other';
}

function ofSqlState(code: string): ErrorClass {
  switch (code.slice(0, 2)) {
    case '40':
      return 'conflict';
    case '22':
    case '23':
    case '44':
      return 'constraint';
    case '08':
    case '53':
    case '55':
    case '57':
    case '58':
      return 'database';
    case '28':
    case '42':
      return 'refused';
    default:
      return 'other';
  }
}
