import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { z } from 'zod';
import { retryAfterMs } from '../../services/retry-after.ts';
import { callSignal } from './call-signal.ts';
import { ChatAnswerError } from './chat-answer-error.ts';

type ConnectorOptions = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>;
type HttpClient = NonNullable<ConnectorOptions['httpClient']>;
type HttpResponse = Awaited<ReturnType<HttpClient['sendRequest']>>;
type HttpHeaders = HttpResponse['headers'];

const errorBody = z.object({ error: z.object({ code: z.string().max(100) }) });

/**
 * Calls the connector once, until `callSignal` calls it off. The stock client repeats calls that failed, also those
 * that send a message, which may have been sent; it ignores `noRetryPolicy`, but repeats nothing after errors of
 * another kind than its own (ran botbuilder 4.23.3).
 * @throws ChatAnswerError if the answer is an error
 */
export const connectorHttpClient: HttpClient = {
  async sendRequest(request): Promise<HttpResponse> {
    const response = await fetch(request.url, {
      method: request.method,
      headers: Object.fromEntries(request.headers.headersArray().map(({ name, value }) => [name, value])),
      ...(typeof request.body === 'string' && { body: request.body }),
      redirect: 'error',
      signal: callSignal() ?? null,
    });
    const bodyAsText = await response.text();
    if (!response.ok) {
      const patience = response.headers.get('retry-after');
      throw new ChatAnswerError(
        response.status,
        codeOf(bodyAsText),
        patience === null ? undefined : retryAfterMs(patience, Date.now()),
      );
    }
    return {
      request,
      status: response.status,
      headers: likeThose(request.headers, response.headers),
      bodyAsText,
    };
  },
};

/** The response's headers in the class of the request's, which the package does not export. */
function likeThose(headers: HttpHeaders, values: Headers): HttpHeaders {
  const copy = headers.clone();
  for (const name of copy.headerNames()) copy.remove(name);
  for (const [name, value] of values) copy.set(name, value);
  return copy;
}

function codeOf(body: string): string {
  try {
    return errorBody.safeParse(JSON.parse(body)).data?.error.code ?? '';
  } catch {
    return '';
  }
}
