import type { Activity } from '../activity.ts';
import type { Tenant } from '../tenant.ts';

/** How the bot's endpoint answered an HTTP request. */
export interface BotAnswer {
  readonly status: number;
  readonly body: string;
  /** From the request until the whole answer was there. */
  readonly durationMs: number;
}

/** The bot's answer, with the activity that it answers, to be sent again as Teams does when it waits too long. */
export interface SendAnswer extends BotAnswer {
  readonly activity: Activity;
}

/** Carries a body to a bot as a load balancer would, and resolves with the answer of the one that took it. */
export type Delivery = (body: string, authorization?: string) => Promise<BotAnswer>;

/** Posts a body to the bot's endpoint. Rejects only if no answer came. */
export async function postToBot(
  endpoint: string | Delivery,
  body: string,
  authorization?: string,
): Promise<BotAnswer> {
  if (typeof endpoint === 'function') return endpoint(body, authorization);
  const start = performance.now();
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', ...(authorization && { authorization }) },
    body,
  });
  const answer = await response.text();
  return { status: response.status, body: answer, durationMs: performance.now() - start };
}

/** Posts an activity as this tenant's Teams does, with its signature where the tenant has one. */
export async function deliver(
  endpoint: string | Delivery,
  activity: Activity,
  tenant: Tenant,
): Promise<SendAnswer> {
  const serviceUrl = typeof activity.serviceUrl === 'string' ? activity.serviceUrl : tenant.serviceUrl;
  const authorization = await tenant.authorize?.(serviceUrl);
  return { ...(await postToBot(endpoint, JSON.stringify(activity), authorization)), activity };
}
