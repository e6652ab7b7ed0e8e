import type { z } from 'zod';
import { parseJson } from '../parse-json.ts';
import { plainCause } from '../plain-cause.ts';
import type { EntraTokens } from './entra-tokens.ts';
import { graphBase } from './graph-address.ts';
import { GraphError } from './graph-error.ts';
import { httpText, type TextAnswer } from './http-text.ts';
import { type GraphSubject, mapGraphError } from './map-graph-error.ts';
import type { Refusal } from './passing-trouble.ts';
import { tokenRoles } from './token-roles.ts';

export interface GraphQuestion<T> {
  /** Whose data it is, and so whose token is wanted. */
  readonly tenantId: string;
  /** Below Graph's root and version, with a leading slash; or a link that Graph gave for the next page. */
  readonly path: string;
  readonly subject: GraphSubject;
  readonly schema: z.ZodType<T>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What an administrator or an owner may mend by granting something. */
const NEEDS_GRANT = /^graph\.(consent\..+|forbidden)$/;

/** Asks Microsoft Graph as the app itself. Its tokens go to Graph's origin alone. */
export class GraphClient {
  readonly #base: string;
  readonly #tokens: EntraTokens;

  constructor(root: string, tokens: EntraTokens) {
    this.#base = graphBase(root);
    this.#tokens = tokens;
  }

  /** Asks once more, with a new token, if the one that was at hand is refused. @throws GraphError */
  async get<T>(question: GraphQuestion<T>, signal: AbortSignal): Promise<T> {
    const { tenantId, path, subject, schema, headers } = question;
    const url = this.url(path);
    let token = await this.#tokens.get(tenantId, signal);
    let answer = await this.#send(url, token, headers, signal);
    if (answer.status === 401) {
      token = await this.renew(tenantId, token, signal);
      answer = await this.#send(url, token, headers, signal);
    }
    if (answer.status !== 200) throw this.refusal(answer, subject, { tenantId, token });
    const parsed = schema.safeParse(parseJson(answer.text));
    if (!parsed.success) throw GraphError.senseless();
    return parsed.data;
  }

  /** @throws GraphError if the path leads out of Graph */
  url(path: string): URL {
    const isLink = URL.canParse(path);
    const url = new URL(isLink ? path : this.#base + path);
    const base = new URL(this.#base);
    if (url.origin !== base.origin || !url.pathname.startsWith(`${base.pathname}/`))
      throw GraphError.senseless();
    return url;
  }

  /** @throws GraphError */
  token(tenantId: string, signal: AbortSignal): Promise<string> {
    return this.#tokens.get(tenantId, signal);
  }

  /** What the app was granted in the whole tenant; undefined if its token does not tell. @throws GraphError */
  async roles(tenantId: string, signal: AbortSignal): Promise<readonly string[] | undefined> {
    return tokenRoles(await this.token(tenantId, signal));
  }

  /** Another token in place of one that was refused. @throws GraphError */
  renew(tenantId: string, refused: string, signal: AbortSignal): Promise<string> {
    this.#tokens.discard(tenantId, refused);
    return this.#tokens.get(tenantId, signal);
  }

  /**
   * What an answer that is no success means. If something may have to be granted first, the token is dropped: one
   * that was made before would go on lacking it.
   */
  refusal(
    answer: Refusal,
    subject: GraphSubject,
    { tenantId, token }: { readonly tenantId: string; readonly token: string },
  ): GraphError {
    const error = mapGraphError(answer, subject, tokenRoles(token));
    if (NEEDS_GRANT.test(error.code)) this.#tokens.discard(tenantId, token);
    return error;
  }

  async #send(
    url: URL,
    token: string,
    headers: Readonly<Record<string, string>> | undefined,
    signal: AbortSignal,
  ): Promise<TextAnswer> {
    try {
      return await httpText(url, { headers: { ...headers, authorization: `Bearer ${token}` }, signal });
    } catch (error) {
      if (signal.aborted) throw error;
      throw GraphError.unreachable(plainCause(error, [token]));
    }
  }
}
