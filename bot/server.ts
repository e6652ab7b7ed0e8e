import { once } from 'node:events';
import type { ActivityHandler, CloudAdapter } from 'botbuilder';
import type { Logger } from 'pino';
import restify from 'restify';
import type { Config } from './config.ts';
import { incomingActivity } from './incoming-activity.ts';
import { refuseOddAddress } from './refuse-odd-address.ts';
import { mountSlackIsOff } from './slack/slack-routes.ts';
import type { RunningSlack } from './slack/start-slack.ts';
import { SLACK_IS_OFF, TEAMS_IS_OFF } from './what-is-off.ts';
import { withoutNul } from './without-nul.ts';

export interface ServerServices {
  readonly adapter: CloudAdapter;
  readonly bot: ActivityHandler;
  readonly log: Logger;
  /** Resolves if everything that the bot needs to work is there, and rejects with what is not. */
  readonly checkReady: () => Promise<void>;
  /** Absent: there is no Slack app of our own. */
  readonly slack?: Pick<RunningSlack, 'mount'> | undefined;
}

/** The HTTP face of the bot. */
export interface HttpServer {
  readonly url: string;
  /** Takes no more requests, and resolves when those under way are answered. */
  close(): Promise<void>;
}

const ACTIVITIES = '/api/messages';
/** Teams keeps messages under 100 kB. */
const MAX_ACTIVITY_BYTES = 256 * 1024;
/** How long requests may take to end when the server closes, in milliseconds. */
const CLOSE_PATIENCE_MS = 5_000;

/** Starts to listen. Rejects with the system's error if the port is taken. */
export async function startServer(
  services: ServerServices,
  { port, host, servesActivities }: Pick<Config, 'port' | 'host' | 'servesActivities'>,
): Promise<HttpServer> {
  const server = restify.createServer({
    name: 'kaizala-bridge',
    // restify 12 logs with pino; its types are still of the days of bunyan.
    log: services.log as unknown as NonNullable<restify.ServerOptions['log']>,
  });
  server.pre(refuseOddAddress);
  server.get('/healthz', (_request, response, next) => {
    response.send(200, { status: 'ok' });
    next();
  });
  server.get('/readyz', (_request, response, next) => {
    services
      .checkReady()
      .then(
        () => response.send(200, { status: 'ready' }),
        (error: unknown) => {
          // The reason names hosts and accounts, which are nobody's business out there.
          services.log.warn({ err: error }, 'not ready');
          response.send(503, { status: 'not ready' });
        },
      )
      .then(() => next(), next);
  });
  if (servesActivities) mountActivities(server, services);
  else mountTeamsIsOff(server);
  if (services.slack) services.slack.mount(server);
  else mountSlackIsOff(server, SLACK_IS_OFF);
  await new Promise<void>((resolve, reject) => {
    // restify hands the socket's errors on to its own object.
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    url: addressOf(server.server.address()),
    close: async () => {
      const closed = once(server.server, 'close');
      server.server.close();
      server.server.closeIdleConnections();
      const patience = setTimeout(() => server.server.closeAllConnections(), CLOSE_PATIENCE_MS);
      await closed;
      clearTimeout(patience);
    },
  };
}

function mountActivities(server: restify.Server, services: ServerServices): void {
  server.post(
    ACTIVITIES,
    jsonOnly,
    ...restify.plugins.bodyParser({
      maxBodySize: MAX_ACTIVITY_BYTES,
      mapParams: false,
      reviver: withoutNul,
    }),
    (request, response, next) => {
      receiveActivity(services, request, response).then(() => next(false), next);
    },
  );
}

function mountTeamsIsOff(server: restify.Server): void {
  server.post(ACTIVITIES, (_request, response, next) => {
    response.send(404, { error: { code: 'TeamsIsOff', message: TEAMS_IS_OFF } });
    next(false);
  });
}

/**
 * Refuses everything but plain JSON before a byte of it is read: other bodies would be unpacked or written to
 * disk without a limit, and forms can be sent by any web page that the person has open.
 */
function jsonOnly(request: restify.Request, response: restify.Response, next: restify.Next): void {
  const isPlain = request.headers['content-encoding'] === undefined;
  if (isPlain && request.contentType() === 'application/json') {
    next();
    return;
  }
  const message = 'Send application/json, not compressed.';
  // The rest of the body is not read, so the connection can't be used again.
  response.header('connection', 'close');
  response.send(415, { error: { code: 'UnsupportedMediaType', message } });
  next(false);
}

async function receiveActivity(
  { adapter, bot, log }: ServerServices,
  request: restify.Request,
  response: restify.Response,
): Promise<void> {
  const parsed = incomingActivity.safeParse(request.body);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'body'}: ${message}`,
    );
    log.warn({ problems }, 'an activity was refused');
    response.send(400, {
      error: {
        code: 'BadActivity',
        message: `This is not an activity that can be answered. ${problems.join('; ')}`,
      },
    });
    return;
  }
  const { body, headers, method = 'POST' } = request;
  await adapter.process({ body, headers, method }, response, (context) => bot.run(context));
}

function addressOf(address: ReturnType<import('node:net').Server['address']>): string {
  if (address === null || typeof address === 'string') return String(address);
  return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
}
