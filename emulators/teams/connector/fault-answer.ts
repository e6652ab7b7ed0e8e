import { type ConnectorAnswer, errorAnswer } from './connector-answer.ts';
import type { ConnectorFault } from './connector-fault.ts';

/** The answer to a call that has to fail this way. */
export function faultAnswer(fault: ConnectorFault): ConnectorAnswer | undefined {
  switch (fault.kind) {
    case 'status':
      return errorAnswer(fault.status, 'PlannedFault', `Planned status ${fault.status}.`);
    case 'throttle':
      return {
        ...errorAnswer(429, 'TooManyRequests', 'Too many requests.'),
        headers: { 'retry-after': String(fault.retryAfterSeconds) },
      };
    case 'stall':
      return undefined;
  }
}
