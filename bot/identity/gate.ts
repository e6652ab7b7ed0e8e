import type { Activity, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { withinTime } from '../within-time.ts';
import { readBearerToken } from './bearer-token.ts';
import type { Tenants } from './tenants.ts';

/** Why an activity is not listened to. */
export interface Refusal {
  readonly status: 401 | 403;
  readonly code: string;
  /** For whoever sent it, and for the log: nothing of the token stands in it. */
  readonly message: string;
  readonly cause?: unknown;
}

/** By what the Bot Framework is known. */
export interface Verifier {
  readonly authentication: Pick<ConfigurationBotFrameworkAuthentication, 'authenticateRequest'>;
  readonly appId: string;
  readonly issuer: string;
}

/** How far the Bot Framework's clock and ours may be apart, in milliseconds; the SDK allows as much. */
const CLOCKS_APART_MS = 300_000;
/** How long the Bot Framework's keys may take to come, in milliseconds. */
const PATIENCE_MS = 10_000;

/**
 * Says who may speak to the bot. What a token says about itself is looked at first, so that nothing but a
 * token of the Bot Framework for this bot ever reaches the SDK's own check, which then looks at the signature and
 * at all of it again. By itself the SDK would also take tokens of its emulator and of other bots, for which it
 * compares neither audience nor service url, and would answer 500 to most that is forged.
 */
export class Gate {
  readonly #tenants: Tenants;
  readonly #verifier: Verifier | undefined;

  /** @param verifier absent: everybody is believed */
  constructor(tenants: Tenants, verifier?: Verifier) {
    this.#tenants = tenants;
    this.#verifier = verifier;
  }

  /** Why this activity is not listened to; undefined if it is. */
  async refusal(activity: Activity, authorization: string | undefined): Promise<Refusal | undefined> {
    const forged = this.#verifier && (await findForgery(this.#verifier, activity, authorization));
    if (forged) return forged;
    if (this.#tenants.admit(activity)) return undefined;
    const message = 'This bot does not serve the tenant that the activity comes from (ALLOWED_TENANTS).';
    return { status: 403, code: 'OtherTenant', message };
  }
}

async function findForgery(
  { authentication, appId, issuer }: Verifier,
  activity: Activity,
  authorization = '',
): Promise<Refusal | undefined> {
  const token = readBearerToken(authorization);
  if ('problem' in token) return unauthorized(token.problem);
  const { iss, aud, exp, serviceurl } = token.claims;
  if (iss !== issuer) return unauthorized('The token has another issuer.');
  if (aud !== appId) return unauthorized('The token is for another bot.');
  if (exp * 1000 + CLOCKS_APART_MS < Date.now()) return unauthorized('The token has expired.');
  if (serviceurl !== activity.serviceUrl) return unauthorized('The token is for another service url.');
  try {
    await withinTime(authentication.authenticateRequest(activity, authorization), PATIENCE_MS);
    return undefined;
  } catch (cause) {
    return unauthorized('The token is not good, or could not be checked.', cause);
  }
}

function unauthorized(message: string, cause?: unknown): Refusal {
  return { status: 401, code: 'Unauthorized', message, ...(cause !== undefined && { cause }) };
}
