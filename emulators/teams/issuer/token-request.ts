import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { JsonAnswer } from '../http/answer.ts';

const form = z.object({
  grant_type: z.literal('client_credentials'),
  client_id: z.string().min(1),
  client_secret: z.string().optional(),
  scope: z.string(),
});

/** What an app sends to a token endpoint. */
export type TokenRequest = z.infer<typeof form>;

/** Reads the form of a token request; undefined if it is none. */
export async function readTokenRequest(request: IncomingMessage): Promise<TokenRequest | undefined> {
  return form.safeParse(Object.fromEntries(new URLSearchParams(await text(request)))).data;
}

/** The answer with a token. */
export function tokenAnswer(token: string, lifeSeconds: number): JsonAnswer {
  return {
    status: 200,
    body: { token_type: 'Bearer', expires_in: lifeSeconds, ext_expires_in: lifeSeconds, access_token: token },
  };
}

/** A refusal as Entra ID spells it; `code` is the number after `AADSTS`. */
export function tokenErrorAnswer(
  status: number,
  error: string,
  code: number,
  description: string,
): JsonAnswer {
  const body = { error, error_description: `AADSTS${code}: ${description}`, error_codes: [code] };
  return { status, body };
}
