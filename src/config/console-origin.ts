import type { Config } from './config.ts';

/** Names and addresses of this machine. An address can hold no passkey: only `localhost` can. */
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0|\[::\])$/;

/**
 * Where people open the console: `PUBLIC_URL`, else this machine. Passkeys are bound to its host name, so it is
 * `localhost` also where the server listens on 127.0.0.1. https://www.w3.org/TR/webauthn-3/#rp-id
 */
export function consoleOrigin({ publicUrl, port }: Pick<Config, 'publicUrl' | 'port'>): string {
  const url = new URL(publicUrl ?? `http://localhost:${port}`);
  if (LOOPBACK.test(url.hostname)) url.hostname = 'localhost';
  return url.origin;
}
