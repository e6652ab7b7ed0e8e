import type { z } from 'zod';

const BYTES = 32;

/** Reads keys of 256 bits, comma-separated: each 64 hexadecimal digits, or 32 bytes in Base64. */
export function encryptionKeys(text: string, context: z.RefinementCtx): Buffer[] {
  const keys = text.split(',').map((entry) => {
    const key = entry.trim();
    return Buffer.from(key, /^[0-9a-f]{64}$/i.test(key) ? 'hex' : 'base64');
  });
  if (keys.some((key) => key.length !== BYTES)) {
    context.addIssue(
      'must be 32 random bytes in Base64 or hexadecimal. Make one with: openssl rand -base64 32',
    );
  }
  return keys;
}
