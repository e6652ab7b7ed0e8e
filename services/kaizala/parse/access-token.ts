import { z } from 'zod';
import { epochMs } from '../epoch.ts';

/** The answer of `GET /v1/accessToken`. */
export interface AccessTokenAnswer {
  readonly accessToken: string;
  readonly expiresAtMs: number | undefined;
  readonly endpointUrl: string | undefined;
  /** Only a new one; Kaizala leaves the field empty or null until 90 % of the old one's life is over. */
  readonly refreshToken: string | undefined;
}

const optionalText = z.string().optional().catch(undefined);

const answer = z.object({
  accessToken: z.string().min(1),
  accessTokenExpiry: z.unknown().optional(),
  endpointUrl: optionalText,
  refreshToken: optionalText,
});

const claims = z.object({ exp: z.number() });

/** Reads the answer; undefined if it holds no access token. */
export function parseAccessToken(body: unknown): AccessTokenAnswer | undefined {
  const parsed = answer.safeParse(body);
  if (!parsed.success) return undefined;
  const { accessToken, accessTokenExpiry, endpointUrl, refreshToken } = parsed.data;
  return {
    accessToken,
    expiresAtMs: epochMs(accessTokenExpiry) ?? jwtExpiryMs(accessToken),
    endpointUrl: endpointUrl || undefined,
    refreshToken: refreshToken || undefined,
  };
}

/** Reads `exp` without checking the signature: nothing is believed but when to fetch the next token. */
function jwtExpiryMs(token: string): number | undefined {
  try {
    const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    return epochMs(claims.parse(payload).exp);
  } catch {
    return undefined;
  }
}
