import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { z } from 'zod';
import type { PasskeyRow } from '../../storage/passkeys.ts';

/**
 * The two ceremonies of WebAuthn (https://www.w3.org/TR/webauthn-3/), as we want them: a passkey that names its
 * holder, kept by a device that checks who is in front of it; no attestation, so that nobody learns which device.
 */

/** Loaded when somebody signs in: fifteen megabytes of memory, most of it for attestations. */
const webauthn = () => import('@simplewebauthn/server');

const base64url = z.string().regex(/^[A-Za-z0-9_-]*$/);

const created = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}),
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z
      .array(z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']))
      .optional()
      .catch([]),
  }),
});

const asserted = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}),
  response: z.object({ clientDataJSON: base64url, authenticatorData: base64url, signature: base64url }),
});

/** Asks a browser to make a passkey for an organizer. `known` are those that they have: not one device twice. */
export async function creationOptions(
  origin: string,
  { id, alias }: { readonly id: string; readonly alias: string },
  known: readonly Pick<PasskeyRow, 'credentialId'>[],
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions } = await webauthn();
  return generateRegistrationOptions({
    rpName: 'Golos',
    rpID: new URL(origin).hostname,
    userID: new Uint8Array(Buffer.from(id.replaceAll('-', ''), 'hex')),
    userName: alias,
    userDisplayName: alias,
    attestationType: 'none',
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId.toString('base64url') })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** A passkey that a browser has made, checked; undefined when anything about it is wrong. `text` is its JSON. */
export async function readCreated(
  origin: string,
  challenge: string,
  text: string,
): Promise<Omit<PasskeyRow, 'organizerId' | 'addedOn'> | undefined> {
  const sent = created.safeParse(parseJson(text));
  if (!sent.success) return undefined;
  const { transports = [] } = sent.data.response;
  const { verifyRegistrationResponse } = await webauthn();
  const result = await verifyRegistrationResponse({
    response: { ...sent.data, response: { ...sent.data.response, transports } },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: new URL(origin).hostname,
    requireUserVerification: true,
  }).catch(() => undefined);
  if (result?.verified !== true) return undefined;
  const { credential } = result.registrationInfo;
  return {
    credentialId: Buffer.from(credential.id, 'base64url'),
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports,
  };
}

/** Asks a browser for any passkey that it has for us. */
export async function requestOptions(origin: string): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await webauthn();
  return generateAuthenticationOptions({ rpID: new URL(origin).hostname, userVerification: 'required' });
}

/** What a browser has signed: whose passkey it says it is, and the check of it. Undefined when it is none. */
export function readAsserted(text: string): Asserted | undefined {
  const sent = asserted.safeParse(parseJson(text));
  if (!sent.success) return undefined;
  return {
    credentialId: Buffer.from(sent.data.id, 'base64url'),
    verify: async (origin, challenge, passkey) => {
      const { verifyAuthenticationResponse } = await webauthn();
      const result = await verifyAuthenticationResponse({
        response: sent.data,
        expectedChallenge: challenge,
        expectedOrigin: origin,
        expectedRPID: new URL(origin).hostname,
        requireUserVerification: true,
        credential: {
          id: passkey.credentialId.toString('base64url'),
          publicKey: new Uint8Array(passkey.publicKey),
          counter: passkey.counter,
        },
      }).catch(() => undefined);
      return result?.verified === true ? { counter: result.authenticationInfo.newCounter } : undefined;
    },
  };
}

export interface Asserted {
  readonly credentialId: Buffer;
  /** The authenticator's new count of signatures, or undefined when anything is wrong. */
  verify(origin: string, challenge: string, passkey: PasskeyRow): Promise<{ readonly counter: number } | undefined>;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
