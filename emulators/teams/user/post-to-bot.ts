/** How the bot's endpoint answered an HTTP request. */
export interface BotAnswer {
  readonly status: number;
  readonly body: string;
  /** From the request until the whole answer was there. */
  readonly durationMs: number;
}

/** Carries a body to a bot as a load balancer would, and resolves with the answer of the one that took it. */
export type Delivery = (body: string) => Promise<BotAnswer>;

/** Posts a body to the bot's endpoint. Rejects only if no answer came. */
export async function postToBot(endpoint: string | Delivery, body: string): Promise<BotAnswer> {
  if (typeof endpoint === 'function') return endpoint(body);
  const start = performance.now();
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body,
  });
  const answer = await response.text();
  return { status: response.status, body: answer, durationMs: performance.now() - start };
}
