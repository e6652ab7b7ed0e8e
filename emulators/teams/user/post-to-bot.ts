/** How the bot's endpoint answered an HTTP request. */
export interface BotAnswer {
  readonly status: number;
  readonly body: string;
  /** From the request until the whole answer was there. */
  readonly durationMs: number;
}

/** Posts a body to the bot's endpoint. Rejects only if no answer came. */
export async function postToBot(endpoint: string, body: string): Promise<BotAnswer> {
  const start = performance.now();
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body,
  });
  const answer = await response.text();
  return { status: response.status, body: answer, durationMs: performance.now() - start };
}
