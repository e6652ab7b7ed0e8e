import type { z } from 'zod';

const BYTES = 32;

/** Reads a key of 256 bits: 64 hexadecimal digits, or 32 bytes in Base64. */
export function encryptionKey(text: string, context: z.RefinementCtx): Buffer {
  const key = Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64');
  if (key.length !== BYTES) {
    context.addIssue(
      'must be 32 random bytes in Base64 or hexadecimal. Make one with: openssl rand -base64 32',
    );
  }
  return key;
}
