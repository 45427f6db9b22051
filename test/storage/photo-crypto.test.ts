import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { decryptPhoto, encryptPhoto } from '../../src/storage/photo-crypto.ts';

const photoKey = randomBytes(32);
const id = randomUUID();
const unreadable = { ok: false, reason: 'unreadable' };

describe('an encrypted photo', () => {
  test('opens with its own key, its id and the keyring', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uint8Array({ maxLength: 2_000 }), (anyId, content) => {
        const bytes = Buffer.from(content);
        const { sealed, wrappedKey } = encryptPhoto(anyId, bytes, photoKey);
        expect(decryptPhoto(anyId, sealed, wrappedKey, photoKey)).toEqual({ ok: true, bytes });
      }),
    );
  });

  test('starts with its version and is never twice the same', () => {
    const bytes = Buffer.alloc(1_000);
    const first = encryptPhoto(id, bytes, photoKey);
    const second = encryptPhoto(id, bytes, photoKey);
    expect([first.sealed[0], first.wrappedKey[0]]).toEqual([1, 1]);
    expect(first.sealed.equals(second.sealed)).toBe(false);
    expect(decryptPhoto(id, first.sealed, second.wrappedKey, photoKey)).toEqual(unreadable);
  });

  test('is gone for good once its key is destroyed', () => {
    const { sealed } = encryptPhoto(id, Buffer.from('a ballot'), photoKey);
    expect(decryptPhoto(id, sealed, undefined, photoKey)).toEqual({ ok: false, reason: 'destroyed' });
    // The keyring alone does not help: it wraps keys, it does not encrypt photos.
    expect(decryptPhoto(id, sealed, sealed, photoKey)).toEqual(unreadable);
    expect(sealed.includes('a ballot')).toBe(false);
  });

  test('does not open after any change of any byte', () => {
    const { sealed, wrappedKey } = encryptPhoto(id, Buffer.from('a ballot'), photoKey);
    const change = (bytes: Buffer, at: number) => {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      return changed;
    };
    for (let at = 0; at < sealed.length; at++) {
      expect(decryptPhoto(id, change(sealed, at), wrappedKey, photoKey)).toEqual(unreadable);
    }
    for (let at = 0; at < wrappedKey.length; at++) {
      expect(decryptPhoto(id, sealed, change(wrappedKey, at), photoKey)).toEqual(unreadable);
    }
  });

  test('does not open when it is cut off anywhere', () => {
    const { sealed, wrappedKey } = encryptPhoto(id, Buffer.from('a ballot'), photoKey);
    for (let length = 0; length < sealed.length; length++) {
      expect(decryptPhoto(id, sealed.subarray(0, length), wrappedKey, photoKey)).toEqual(unreadable);
    }
    for (let length = 0; length < wrappedKey.length; length++) {
      expect(decryptPhoto(id, sealed, wrappedKey.subarray(0, length), photoKey)).toEqual(unreadable);
    }
  });

  test.each([
    ['another photo', randomUUID(), photoKey],
    ['another keyring', id, randomBytes(32)],
  ])('does not open as or under %s', (_, asId, underKey) => {
    const { sealed, wrappedKey } = encryptPhoto(id, Buffer.from('a ballot'), photoKey);
    expect(decryptPhoto(asId, sealed, wrappedKey, underKey)).toEqual(unreadable);
  });
});
