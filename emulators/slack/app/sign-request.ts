import { createHmac } from 'node:crypto';

/** The `x-slack-signature` of a body, by the app's signing secret and the seconds in the time-stamp. */
export function signRequest(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}
