import { errorAnswer, type JsonAnswer, throttledAnswer } from '../http/answer.ts';
import type { ConnectorFault } from './connector-fault.ts';

/** The answer to a call that has to fail this way. */
export function faultAnswer(fault: ConnectorFault): JsonAnswer | undefined {
  switch (fault.kind) {
    case 'status':
      return errorAnswer(fault.status, 'PlannedFault', `Planned status ${fault.status}.`);
    case 'throttle':
      return throttledAnswer(fault.retryAfterSeconds);
    case 'stall':
      return undefined;
  }
}
