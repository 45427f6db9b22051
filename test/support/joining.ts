import { ORIGIN, type Visitor } from './console.ts';
import { type Asked, type SoftwarePasskey, softwarePasskey } from './software-passkey.ts';

/** Gets options from an address, as the page's script does. */
export async function challengeFrom(visitor: Visitor, path: string): Promise<string> {
  const { challenge } = JSON.parse((await visitor.get(path)).body) as { challenge: string };
  return challenge;
}

/** Follows a link to join, as far as the recovery codes. */
export async function joins(
  visitor: Visitor,
  token: string,
  { alias = 'Sosna', passkey = softwarePasskey() }: { alias?: string; passkey?: SoftwarePasskey } = {},
): Promise<{ passkey: SoftwarePasskey; codes: string[]; statusCode: number; body: string }> {
  await visitor.post('/console/join', { token });
  const challenge = await challengeFrom(visitor, `/console/join/options?alias=${encodeURIComponent(alias)}`);
  const response = passkey.create({ challenge, origin: ORIGIN });
  const { statusCode, body } = await visitor.post('/console/join/passkey', { alias, language: 'en', response });
  return { passkey, codes: [...body.matchAll(/<code>([^<]+)</g)].map(([, code]) => code ?? ''), statusCode, body };
}

/** Signs in by a passkey; `wrong`: what the device is asked otherwise. */
export async function signsIn(visitor: Visitor, passkey: SoftwarePasskey, wrong: Partial<Asked> = {}) {
  const challenge = await challengeFrom(visitor, '/console/sign-in/options');
  return visitor.post('/console/sign-in', { response: passkey.sign({ challenge, origin: ORIGIN, ...wrong }) });
}
