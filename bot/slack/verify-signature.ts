import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** How far Slack's clock and ours may be apart, in seconds. */
export const MOST_SECONDS_APART = 300;

/** A request that is Slack's, or why it is not believed to be. */
export type Verification =
  | { readonly isValid: true; readonly signature: string; readonly timestamp: number }
  | { readonly isValid: false; readonly reason: string };

export interface SignedRequest {
  readonly headers: IncomingHttpHeaders;
  /** As it was sent, before anything has parsed it. */
  readonly body: Buffer;
}

/** Checks Slack's signature, version v0: an HMAC-SHA256 over the time and the raw body. */
export function verifySignature(
  { headers, body }: SignedRequest,
  signingSecret: string,
  nowMs = Date.now(),
): Verification {
  const signature = headers['x-slack-signature'];
  const sentAt = headers['x-slack-request-timestamp'];
  if (typeof signature !== 'string' || typeof sentAt !== 'string') {
    return refused('The request is not signed. X-Slack-Signature and X-Slack-Request-Timestamp are needed.');
  }
  // Node joins headers that come twice, so neither can have more than one value here.
  if (!/^\d{1,12}$/.test(sentAt)) return refused('X-Slack-Request-Timestamp is no time in seconds.');
  const timestamp = Number(sentAt);
  if (Math.abs(Math.floor(nowMs / 1000) - timestamp) > MOST_SECONDS_APART) {
    return refused(`The request was signed more than ${MOST_SECONDS_APART} seconds away from now.`);
  }
  const expected = Buffer.from(`v0=${hmac(signingSecret, sentAt, body)}`);
  const given = Buffer.from(signature);
  // timingSafeEqual throws on different lengths, which tell nothing of the secret.
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return refused('The signature does not belong to this request.');
  }
  return { isValid: true, signature, timestamp };
}

function hmac(secret: string, sentAt: string, body: Buffer): string {
  return createHmac('sha256', secret).update(`v0:${sentAt}:`).update(body).digest('hex');
}

function refused(reason: string): Verification {
  return { isValid: false, reason };
}
