import { createHash } from 'node:crypto';

const BLOCK = 64 * 1024;

/** Yields `size` bytes that look random and are the same each time, with `head` over the first ones. */
export function* generateBytes(size: number, head: Uint8Array = new Uint8Array()): Generator<Buffer> {
  const pattern = noise();
  for (let offset = 0; offset < size; offset += BLOCK) {
    const block = Buffer.from(pattern);
    block.writeDoubleBE(offset);
    if (offset === 0) block.set(head.subarray(0, BLOCK));
    yield block.subarray(0, size - offset);
  }
}

function noise(): Buffer {
  const digests = Array.from({ length: BLOCK / 32 }, (_, index) =>
    createHash('sha256').update(String(index)).digest(),
  );
  return Buffer.concat(digests);
}
