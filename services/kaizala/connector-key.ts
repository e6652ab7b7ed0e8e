import { createHash } from 'node:crypto';

/**
 * Names who posts: an application with the configured refresh token, which stands for a person. Another token may
 * be another person's, so what is known of the one says nothing of the other.
 */
export function connectorKey(applicationId: string, configuredRefreshToken: string): string {
  return createHash('sha256').update(`${applicationId}\n${configuredRefreshToken}`).digest('hex');
}
