import { z } from 'zod';

/** Those that the Bot Framework signs with. A signature that needs no private key is none. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512'] as const;

const header = z.object({
  alg: z.enum(ALGORITHMS, { error: `It is not signed by one of ${ALGORITHMS.join(', ')}.` }),
  kid: z.string({ error: 'It does not say which key it is signed with.' }).min(1),
});

const claims = z.object({
  iss: z.string({ error: 'It names no issuer.' }),
  aud: z.string({ error: 'It is not for exactly one bot.' }),
  exp: z.number({ error: 'It never expires.' }),
  serviceurl: z.string({ error: 'It names no service url.' }),
});

export type BearerClaims = z.infer<typeof claims>;

/** What a token says about itself, which nobody has checked, or why it can't be one of the Bot Framework's. */
export type ReadToken = { readonly claims: BearerClaims } | { readonly problem: string };

/** Reads an `Authorization` header as a signed token of the Bot Framework. The signature is not checked here. */
export function readBearerToken(authorization: string | undefined): ReadToken {
  const [, head, body] = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/.exec(authorization ?? '') ?? [];
  if (head === undefined || body === undefined) return { problem: 'There is no signed bearer token.' };
  const read = { header: header.safeParse(decode(head)), claims: claims.safeParse(decode(body)) };
  const problem = read.header.error ?? read.claims.error;
  if (problem || !read.claims.data) return { problem: problem?.issues[0]?.message ?? 'It can’t be read.' };
  return { claims: read.claims.data };
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
