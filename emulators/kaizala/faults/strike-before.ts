import type { ServerResponse } from 'node:http';
import { ApiError } from '../api/api-error.ts';
import { reset } from '../http/reset.ts';
import type { EmulatorState } from '../state/emulator-state.ts';
import { rotateRefreshToken } from '../tokens/refresh-tokens.ts';
import { revokeAccessTokens } from '../tokens/revoke-access-tokens.ts';
import type { Fault } from './fault.ts';

/**
 * What a fault does before the call takes effect. Returns whether the call goes on; if not, the response has
 * been dealt with. Throws an {@link ApiError} that is to be answered.
 */
export function strikeBefore(
  fault: Fault,
  state: EmulatorState,
  now: number,
  response: ServerResponse,
): boolean {
  switch (fault.kind) {
    case 'status':
      throw new ApiError(fault.status, fault.errorCode, fault.message);
    case 'throttle':
      throw new ApiError(429, 'TooManyRequests', 'The emulator was told to throttle', {
        headers: { 'Retry-After': String(fault.retryAfter) },
      });
    case 'move':
      state.commit({ type: 'endpoint', path: fault.path });
      return true;
    case 'invalidToken':
      revokeAccessTokens(state);
      return true;
    case 'rotateRefreshToken':
      rotateRefreshToken(state, now);
      return true;
    case 'reset':
      reset(response);
      return false;
    case 'stall':
      return fault.afterEffect;
    case 'nonsense':
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end('<!doctype html><title>Sign in</title><p>Please sign in to the network.</p>');
      return false;
    case 'resetAfterEffect':
    case 'resetThenEffect':
    case 'late':
    case 'cutBody':
    case 'slow':
      return true;
    default:
      return fault satisfies never;
  }
}
