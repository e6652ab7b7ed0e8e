import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { goneSignal } from '../http/gone-signal.ts';
import { reset } from '../http/reset.ts';
import type { Fault } from './fault.ts';

/**
 * What a fault does to the answer of a call that has taken effect. Resolves with whether the answer is still
 * to be sent.
 */
export async function strikeAfter(fault: Fault, body: object, response: ServerResponse): Promise<boolean> {
  switch (fault.kind) {
    case 'resetAfterEffect':
      reset(response);
      return false;
    case 'stall':
    case 'resetThenEffect':
      return false;
    case 'late':
      return delay(fault.lateMs, true, { signal: goneSignal(response) }).catch(() => false);
    case 'cutBody': {
      const bytes = Buffer.from(JSON.stringify(body));
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': bytes.length });
      // A reset would throw away what the client hasn't read yet, so the half is followed by a plain end.
      response.write(bytes.subarray(0, bytes.length / 2), () => response.socket?.destroySoon());
      return false;
    }
    default:
      return true;
  }
}
