import { z } from 'zod';
import { parseJson } from '../parse-json.ts';

const claims = z.object({ roles: z.array(z.string()).optional().catch(undefined) });

/**
 * The application permissions that a token of the app's own holds in its tenant, read without verifying
 * anything: only for telling people what is missing. Undefined if the token is opaque. That they stand in
 * `roles`, and grants for single teams and chats do not, is inferred.
 */
export function tokenRoles(token: string): readonly string[] | undefined {
  const [, payload = ''] = token.split('.');
  const parsed = claims.safeParse(parseJson(Buffer.from(payload, 'base64url').toString('utf8')));
  return parsed.success ? (parsed.data.roles ?? []) : undefined;
}
