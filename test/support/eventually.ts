import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';

/** Waits for something that announces itself by no event. Fails after `timeoutMs`. */
export async function eventually(
  isTrue: () => boolean | Promise<boolean>,
  timeoutMs = 10_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await isTrue())) {
    assert.ok(Date.now() < deadline, `Not so within ${timeoutMs} ms: ${isTrue}`);
    await delay(20);
  }
}
