import type { IncomingMessage, ServerResponse } from 'node:http';
import { SANDBOX_HEADERS } from '../../http/sandbox-headers.ts';
import type { Connector } from '../connector/connector.ts';
import type { FileHost } from '../files/file-host.ts';
import type { Graph } from '../graph/graph.ts';
import type { Issuer } from '../issuer/issuer.ts';
import type { RequestLog } from './request-log.ts';
import { sendAnswer } from './send-answer.ts';

interface Hosts {
  /** The path of the service url. */
  readonly servicePath: string;
  readonly connector: Connector;
  readonly graph: Graph;
  readonly issuer: Issuer;
  readonly files: FileHost;
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
  const { servicePath, connector, graph, issuer, files, requests } = hosts;
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const below = (prefix: string) =>
    pathname.startsWith(prefix)
      ? pathname.slice(prefix.length).split('/').map(decodeURIComponent)
      : undefined;

  const call = below(`${servicePath}v3/`);
  if (call !== undefined) {
    requests.note('connector', request);
    const answer = await connector.take(request, call);
    return answer && sendAnswer(response, answer);
  }
  const resource = below('/graph/v1.0/');
  const login = below('/login/');
  if (resource !== undefined || login !== undefined) {
    requests.note(login === undefined ? 'graph' : 'login', request);
    const given = login ? await graph.takeLogin(request, login) : graph.take(request, resource ?? []);
    return given && sendAnswer(response, given.answer, given.cutAfterBytes);
  }
  if (pathname.startsWith('/bot/')) {
    requests.note('bot', request);
    return sendAnswer(response, await issuer.take(request, pathname.slice('/bot'.length)));
  }
  requests.note('files', request);
  return files.answer(request, response);
}
