import type { IncomingHttpHeaders } from 'node:http';
import { isAccessTokenValid } from '../tokens/access-tokens.ts';
import { ApiError } from './api-error.ts';
import type { Kaizala } from './call.ts';
import { unauthenticated } from './unauthenticated.ts';

/** Throws a 401 unless the call carries a good token, in the header that Kaizala wants it in. */
export function authenticate(headers: IncomingHttpHeaders, { state, now }: Kaizala): void {
  const token = headers.accesstoken;
  if (typeof token !== 'string' || token === '') {
    throw unauthenticated('The header accessToken is missing');
  }
  if (!isAccessTokenValid(state, token, now())) {
    throw new ApiError(401, 'InvalidToken', 'The access token is unknown, expired or revoked', {
      errorCategoryKey: 'AuthException',
    });
  }
}
