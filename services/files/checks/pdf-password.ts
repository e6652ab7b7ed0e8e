import { createCipheriv, createHash } from 'node:crypto';
import type { PdfDictionary } from './pdf-dictionary.ts';

/** What a password is filled up with (ISO 32000-1, algorithm 2). */
const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');

/**
 * Whether a PDF opens without asking for a password, as one does that is only protected from being changed or
 * printed. False if its encryption is none that is known.
 */
export function opensWithoutPassword(encryption: PdfDictionary, fileId: Buffer): boolean {
  const revision = Number(encryption.get('/R'));
  const user = encryption.get('/U');
  if (encryption.get('/Filter') !== '/Standard' || !(user instanceof Buffer)) return false;
  if (revision >= 2 && revision <= 4) return opensOld(encryption, revision, user, fileId);
  if (revision !== 5 && revision !== 6) return false;
  const salted = user.subarray(32, 40);
  const proof = revision === 5 ? createHash('sha256').update(salted).digest() : strongHash(salted);
  return user.length >= 48 && proof.equals(user.subarray(0, 32));
}

function opensOld(encryption: PdfDictionary, revision: number, user: Buffer, fileId: Buffer): boolean {
  const owner = encryption.get('/O');
  if (!(owner instanceof Buffer)) return false;
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(Number(encryption.get('/P')) | 0);
  const leavesMetadata = revision === 4 && encryption.get('/EncryptMetadata') === 'false';
  const parts = [
    PADDING,
    owner.subarray(0, 32),
    permissions,
    fileId,
    Buffer.alloc(leavesMetadata ? 4 : 0, 0xff),
  ];
  const bits = Number(encryption.get('/Length') ?? (revision === 4 ? 128 : 40)) || 40;
  const keyBytes = revision === 2 ? 5 : Math.min(16, Math.max(5, Math.floor(bits / 8)));
  let key = md5(Buffer.concat(parts)).subarray(0, keyBytes);
  if (revision === 2) return rc4(key, PADDING).equals(user.subarray(0, 32));
  for (let round = 0; round < 50; round++) key = md5(key).subarray(0, keyBytes);
  let proof = md5(Buffer.concat([PADDING, fileId]));
  for (let round = 0; round < 20; round++)
    proof = rc4(
      key.map((byte) => byte ^ round),
      proof,
    );
  return proof.equals(user.subarray(0, 16));
}

/** Of an empty password (ISO 32000-2, algorithm 2.B). */
function strongHash(salt: Buffer): Buffer {
  let key = createHash('sha256').update(salt).digest();
  for (let round = 0, last = 0; round < 64 || last > round - 32; round++) {
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(
      false,
    );
    const encrypted = cipher.update(Buffer.concat(Array.from({ length: 64 }, () => key)));
    const remainder = encrypted.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    key = createHash(['sha256', 'sha384', 'sha512'][remainder] ?? '')
      .update(encrypted)
      .digest();
    last = encrypted.at(-1) ?? 0;
  }
  return key.subarray(0, 32);
}

function md5(bytes: Buffer): Buffer {
  return createHash('md5').update(bytes).digest();
}

/** OpenSSL has it no more, and PDFs have nothing else until 2005. */
function rc4(key: Uint8Array, bytes: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  const swap = (a: number, b: number) => {
    [state[a], state[b]] = [state[b] ?? 0, state[a] ?? 0];
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 0xff;
    swap(i, j);
  }
  let i = 0;
  let j = 0;
  return Buffer.from(
    bytes.map((byte) => {
      i = (i + 1) & 0xff;
      j = (j + (state[i] ?? 0)) & 0xff;
      swap(i, j);
      return byte ^ (state[((state[i] ?? 0) + (state[j] ?? 0)) & 0xff] ?? 0);
    }),
  );
}
