import { z } from 'zod';
import { abortable } from '../abortable.ts';
import { parseJson } from '../parse-json.ts';
import { plainCause } from '../plain-cause.ts';
import { GraphError } from './graph-error.ts';
import { httpText } from './http-text.ts';
import { ENTRA, mapTokenError } from './map-token-error.ts';

const LONGEST_MARGIN_MS = 5 * 60 * 1000;
/** Of a token that lives shortly, at most this part is given away as margin. */
const MARGIN_PART = 0.1;

/** A tenant's id or one of its domains, and nothing that would lead elsewhere in a path. */
const TENANT = /^[a-z0-9]+([.-][a-z0-9]+)*$/i;

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

export interface EntraTokensOptions {
  /** Without a slash at the end: https, or plain http on loopback. */
  readonly loginRoot: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Ends in `/.default`: a scope that is named is refused if another one was consented to that includes it. */
  readonly scope: string;
  readonly now?: () => number;
}

interface Token {
  readonly value: string;
  readonly renewAtMs: number;
}

/** The app's own tokens in each tenant, by its client credentials: kept until shortly before they expire. */
export class EntraTokens {
  readonly #options: EntraTokensOptions;
  readonly #now: () => number;
  readonly #current = new Map<string, Token>();
  readonly #pending = new Map<string, Promise<string>>();

  constructor(options: EntraTokensOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /**
   * A token that should be good for now. Concurrent callers share one request; a failure is not kept.
   * @throws GraphError
   */
  async get(tenantId: string, signal?: AbortSignal): Promise<string> {
    const current = this.#current.get(tenantId);
    if (current && this.#now() < current.renewAtMs) return current.value;
    let pending = this.#pending.get(tenantId);
    if (!pending) {
      pending = this.#fetch(tenantId).finally(() => this.#pending.delete(tenantId));
      this.#pending.set(tenantId, pending);
    }
    return abortable(pending, signal);
  }

  /** Tells that this token was refused. Does nothing if it has been replaced already. */
  discard(tenantId: string, refused: string): void {
    if (this.#current.get(tenantId)?.value === refused) this.#current.delete(tenantId);
  }

  async #fetch(tenantId: string): Promise<string> {
    const { loginRoot, clientId, clientSecret, scope } = this.#options;
    if (!TENANT.test(tenantId)) throw GraphError.noTenant();
    const form = {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope,
    };
    const answer = await httpText(new URL(`${loginRoot}/${tenantId}/oauth2/v2.0/token`), {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    }).catch((error: unknown) => {
      throw GraphError.unreachable(plainCause(error, [clientSecret]), ENTRA);
    });
    if (answer.status !== 200) throw mapTokenError(answer);
    const parsed = tokenAnswer.safeParse(parseJson(answer.text));
    if (!parsed.success) throw GraphError.senseless(ENTRA);
    const { access_token: value, expires_in: seconds } = parsed.data;
    const lifeMs = seconds * 1000;
    const renewAtMs = this.#now() + lifeMs - Math.min(LONGEST_MARGIN_MS, lifeMs * MARGIN_PART);
    this.#current.set(tenantId, { value, renewAtMs });
    return value;
  }
}
