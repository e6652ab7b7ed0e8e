import type { Dispatcher } from 'undici';
import { AnswerCollector } from './answer-collector.ts';
import type { ExchangeLimits, HttpAnswer, HttpRequest } from './http-exchange.ts';

/**
 * Sends one request, once, and collects its answer. Follows no redirect.
 * @throws KaizalaNoAnswerError if no whole answer came, or the signal's reason if the signal said to stop.
 */
export function exchange(
  dispatcher: Dispatcher,
  request: HttpRequest,
  limits: ExchangeLimits,
): Promise<HttpAnswer> {
  const collector = new AnswerCollector(request.method === 'GET', limits);
  dispatcher.dispatch(
    {
      origin: request.url.origin,
      path: request.url.pathname + request.url.search,
      method: request.method,
      headers: request.headers,
      body: request.body ?? null,
      // The collector's clock covers every phase, so undici's own coarser ones are off.
      headersTimeout: 0,
      bodyTimeout: 0,
    },
    collector,
  );
  return collector.answer;
}
