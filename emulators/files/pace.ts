import { setTimeout as sleep } from 'node:timers/promises';

const STEPS_PER_SECOND = 20;

/** Passes a stream on at a steady speed. */
export async function* pace(
  source: AsyncIterable<Uint8Array>,
  bytesPerSecond: number,
): AsyncGenerator<Uint8Array> {
  const step = Math.max(1, Math.round(bytesPerSecond / STEPS_PER_SECOND));
  const start = performance.now();
  let passed = 0;
  for await (const chunk of source) {
    for (let offset = 0; offset < chunk.byteLength; offset += step) {
      const piece = chunk.subarray(offset, offset + step);
      passed += piece.byteLength;
      const early = start + (passed / bytesPerSecond) * 1000 - performance.now();
      if (early > 0) await sleep(early);
      yield piece;
    }
  }
}
