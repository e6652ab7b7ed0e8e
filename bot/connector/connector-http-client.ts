import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { fetch, type Headers, type Response } from 'undici';
import { z } from 'zod';
import { DownloadError } from '../../services/files/download-error.ts';
import { retryAfterMs } from '../../services/retry-after.ts';
import { callSignal } from './call-signal.ts';
import { ChatAnswerError } from './chat-answer-error.ts';
import { connectorRoute } from './connector-route.ts';

type ConnectorOptions = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>;
type HttpClient = NonNullable<ConnectorOptions['httpClient']>;
type HttpRequest = Parameters<HttpClient['sendRequest']>[0];
type HttpResponse = Awaited<ReturnType<HttpClient['sendRequest']>>;
type HttpHeaders = HttpResponse['headers'];

const errorBody = z.object({ error: z.object({ code: z.string().max(100) }) });

/**
 * Calls the connector once, until `callSignal` calls it off. The stock client repeats calls that failed, also those
 * that send a message, which may have been sent; it ignores `noRetryPolicy`, but repeats nothing after errors of
 * another kind than its own (ran botbuilder 4.23.3). A service url that leads into the network around the bot is
 * answered like one that refuses the bot.
 * @throws ChatAnswerError if the answer is an error
 */
export const connectorHttpClient: HttpClient = {
  async sendRequest(request): Promise<HttpResponse> {
    const response = await send(request);
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

async function send({ url, method, headers, body }: HttpRequest): Promise<Response> {
  try {
    return await fetch(url, {
      dispatcher: connectorRoute(new URL(url)),
      method,
      headers: Object.fromEntries(headers.headersArray().map(({ name, value }) => [name, value])),
      ...(typeof body === 'string' && { body }),
      redirect: 'error',
      signal: callSignal() ?? null,
    });
  } catch (error) {
    const reason = error instanceof TypeError ? error.cause : error;
    if (!(reason instanceof DownloadError)) throw error;
    throw new ChatAnswerError(403, 'ServiceUrlRefused', undefined, { cause: reason });
  }
}

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
