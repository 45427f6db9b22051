import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/** What a browser would be asked, and by whom. */
export interface Asked {
  readonly challenge: string;
  readonly origin: string;
  /** `localhost` unless told. */
  readonly rpId?: string;
  /** Whether the device has checked who is before it; true unless told. */
  readonly verified?: boolean;
}

/** A passkey in memory that does what it is told, right or wrong. https://www.w3.org/TR/webauthn-3/#sctn-authenticator-data */
export interface SoftwarePasskey {
  readonly id: Buffer;
  counter: number;
  /** The JSON of `navigator.credentials.create()`. */
  create(asked: Asked): string;
  /** The JSON of `navigator.credentials.get()`. */
  sign(asked: Asked): string;
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const WITH_CREDENTIAL = 0x40;

export function softwarePasskey(): SoftwarePasskey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(16);
  const passkey: SoftwarePasskey = {
    id,
    counter: 0,
    create(asked) {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const credential = Buffer.concat([Buffer.alloc(16), length, id, coseKey(publicKey)]);
      const authData = Buffer.concat([authenticatorData(asked, passkey.counter, WITH_CREDENTIAL), credential]);
      const attestation = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(authData)],
      ]);
      const attestationObject = Buffer.from(isoCBOR.encode(attestation as Parameters<typeof isoCBOR.encode>[0]));
      return answer(id, {
        clientDataJSON: clientData('webauthn.create', asked),
        attestationObject,
        transports: ['internal'],
      });
    },
    sign(asked) {
      passkey.counter += 1;
      const authData = authenticatorData(asked, passkey.counter, 0);
      const client = clientData('webauthn.get', asked);
      const signature = createSign('sha256').update(authData).update(sha256(client)).sign(privateKey);
      return answer(id, { clientDataJSON: client, authenticatorData: authData, signature });
    },
  };
  return passkey;
}

function answer(id: Buffer, response: Record<string, Buffer | string[]>): string {
  const text = Object.entries(response).map(([name, value]) => [
    name,
    Buffer.isBuffer(value) ? value.toString('base64url') : value,
  ]);
  const name = id.toString('base64url');
  return JSON.stringify({
    id: name,
    rawId: name,
    type: 'public-key',
    clientExtensionResults: {},
    response: Object.fromEntries(text),
  });
}

function clientData(type: string, { challenge, origin }: Asked): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

function authenticatorData({ rpId = 'localhost', verified = true }: Asked, counter: number, flags: number): Buffer {
  const rest = Buffer.alloc(5);
  rest.writeUInt8(PRESENT | (verified ? VERIFIED : 0) | flags, 0);
  rest.writeUInt32BE(counter, 1);
  return Buffer.concat([sha256(Buffer.from(rpId)), rest]);
}

/** A P-256 key for ES256. https://www.rfc-editor.org/rfc/rfc9053#section-7.1.1 */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  const map = new Map<number, number | Uint8Array>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
    [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
  ]);
  return Buffer.from(isoCBOR.encode(map as Parameters<typeof isoCBOR.encode>[0]));
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
