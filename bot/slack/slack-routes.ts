import type restify from 'restify';
import { MAX_BODY_BYTES, readBody } from './read-body.ts';
import type { SlackReply, SlackRequests, SlackRoute } from './slack-requests.ts';

const ROUTES: readonly SlackRoute[] = ['events', 'commands', 'interactive'];

/** Has a server answer what a Slack app posts. */
export function mountSlack(server: restify.Server, requests: SlackRequests): void {
  for (const route of ROUTES) {
    server.post(`/slack/${route}`, (request, response, next) => {
      answer(requests, route, request, response).then(
        () => next(false),
        // Who has hung up in the middle of a request hears no answer, and restify would try to give one.
        () => {
          response.destroy();
          next(false);
        },
      );
    });
  }
}

/** Tells whoever posts there why nobody listens. */
export function mountSlackIsOff(server: restify.Server, reason: string): void {
  for (const route of ROUTES) {
    server.post(`/slack/${route}`, (_request, response, next) => {
      send(response, { status: 404, body: { error: { code: 'SlackIsOff', message: reason } } });
      next(false);
    });
  }
}

async function answer(
  requests: SlackRequests,
  route: SlackRoute,
  request: restify.Request,
  response: restify.Response,
): Promise<void> {
  const body = await readBody(request);
  if (body) {
    send(response, await requests.answer(route, { headers: request.headers, body }));
    return;
  }
  const message = `A request has at most ${MAX_BODY_BYTES} bytes.`;
  // The rest of the body is not read, so the connection can't be used again.
  const headers = { connection: 'close' };
  send(response, { status: 413, body: { error: { code: 'TooLarge', message } }, headers });
}

function send(response: restify.Response, { status, body, headers = {} }: SlackReply): void {
  for (const [name, value] of Object.entries(headers)) response.header(name, value);
  if (body) {
    response.send(status, body);
    return;
  }
  // restify's own writeHead returns nothing to chain.
  response.writeHead(status, { 'content-length': '0' });
  response.end();
}
