import type { Call } from '../api/call.ts';
import { unauthenticated } from '../api/unauthenticated.ts';
import { issueAccessToken } from '../tokens/access-tokens.ts';
import { exchangeRefreshToken } from '../tokens/refresh-tokens.ts';
import { GRANTED_SCOPE } from './granted-scope.ts';

/**
 * `GET /v1/accessToken`. A refusal says what is wrong; its status is inferred, and so is that this call counts
 * towards the connector's limit.
 */
export function accessToken({ headers, kaizala, origin }: Call): object {
  const { state, credentials, now } = kaizala;
  if (headers.applicationid !== credentials.applicationId) {
    throw unauthenticated('The header applicationId is missing or wrong');
  }
  kaizala.callLimit.count();
  if (headers.applicationsecret !== credentials.applicationSecret) {
    throw unauthenticated('The header applicationSecret is missing or wrong');
  }
  const nextRefreshToken = exchangeRefreshToken(state, String(headers.refreshtoken), now());
  if (nextRefreshToken === undefined) {
    throw unauthenticated('The header refreshToken is missing, or the token is unknown, expired or revoked');
  }
  const { token, expiresAt } = issueAccessToken(state, now(), kaizala.accessTokenLifetimeSeconds);
  return {
    accessToken: token,
    endpointUrl: `${origin}${state.endpointPath}`,
    accessTokenExpiry: expiresAt,
    refreshToken: nextRefreshToken,
    scope: GRANTED_SCOPE,
  };
}
