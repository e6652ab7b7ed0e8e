import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { SANDBOX_HEADERS } from '../../http/sandbox-headers.ts';
import { Refusal } from '../api/refusal.ts';
import type { WebApi } from '../api/web-api.ts';
import type { ResponseUrls } from '../app/response-urls.ts';
import type { SlackFileHost } from '../files/file-host.ts';
import type { OAuth } from '../oauth/oauth.ts';
import type { RequestLog } from './request-log.ts';
import { sendJson, sendPage } from './send.ts';

interface Hosts {
  readonly api: WebApi;
  readonly files: SlackFileHost;
  readonly oauth: OAuth;
  readonly responseUrls: ResponseUrls;
  readonly requests: RequestLog;
}

/** Takes a request to whichever part of the stand-in its path belongs to. */
export function answerRequest(hosts: Hosts): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    response.setHeaders(SANDBOX_HEADERS);
    // The other end has hung up, or sent what no client would: nobody is left to be told.
    dispatch(hosts, request, response).catch(() => response.destroy());
  };
}

async function dispatch(hosts: Hosts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { api, files, oauth, responseUrls, requests } = hosts;
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  requests.note(request);
  if (pathname.startsWith('/api/')) return api.answer(request, response, pathname.slice('/api/'.length));
  if (pathname.startsWith('/files-pri/')) return files.answer(request, response);
  if (pathname === '/oauth/v2/authorize') return oauth.authorize(searchParams, response);
  if (pathname.startsWith('/hooks/')) return takeResponse(responseUrls, pathname, request, response);
  sendPage(response, 404, 'There is no such page.');
}

async function takeResponse(
  urls: ResponseUrls,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    urls.take(path, JSON.parse(await text(request)));
    sendJson(response, 200, { ok: true });
  } catch (error) {
    if (error instanceof Refusal) return sendJson(response, 404, { ok: false, error: error.code });
    if (error instanceof SyntaxError) return sendJson(response, 400, { ok: false, error: 'invalid_payload' });
    throw error;
  }
}
