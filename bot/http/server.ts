import { once } from 'node:events';
import restify from 'restify';
import type { Config } from '../config/config.ts';
import { SLACK_IS_OFF } from '../config/what-is-off.ts';
import { mountSlackIsOff } from '../slack/slack-routes.ts';
import type { RunningSlack } from '../slack/start-slack.ts';
import { withinTime } from '../within-time.ts';
import { answerHeaders } from './answer-headers.ts';
import { limitServer } from './limits.ts';
import { type ActivityServices, mountActivities, mountTeamsIsOff } from './receive-activity.ts';
import { refuseOddAddress } from './refuse-odd-address.ts';
import { thisMachineOnly } from './this-machine-only.ts';

export interface ServerServices extends ActivityServices {
  /** Resolves if everything that the bot needs to work is there, and rejects with what is not. */
  readonly checkReady: () => Promise<void>;
  /** Absent: there is no Slack app of our own. */
  readonly slack?: Pick<RunningSlack, 'mount'> | undefined;
}

/** The HTTP face of the bot. */
export interface HttpServer {
  readonly url: string;
  /** Takes no more requests, and resolves when those under way are answered and dealt with, or have had their time. */
  close(): Promise<void>;
}

/** How long requests may take to end when the server closes, in milliseconds. */
const CLOSE_PATIENCE_MS = 5_000;

/** Starts to listen. Rejects with the system's error if the port is taken. */
export async function startServer(
  services: ServerServices,
  { port, host, servesActivities, bot }: Pick<Config, 'port' | 'host' | 'servesActivities' | 'bot'>,
): Promise<HttpServer> {
  const server = restify.createServer({
    name: 'kaizala-bridge',
    // restify 12 logs with pino; its types are still of the days of bunyan.
    log: services.log as unknown as NonNullable<restify.ServerOptions['log']>,
  });
  limitServer(server.server);
  server.pre(answerHeaders);
  server.pre(refuseOddAddress);
  if (servesActivities && !bot) server.pre(thisMachineOnly);
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
  const activities = servesActivities ? mountActivities(server, services) : undefined;
  if (!activities) mountTeamsIsOff(server);
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
      const end = Date.now() + CLOSE_PATIENCE_MS;
      const patience = setTimeout(() => server.server.closeAllConnections(), CLOSE_PATIENCE_MS);
      await closed;
      clearTimeout(patience);
      // Not before: a request that was still coming in begins a turn.
      const turns = activities?.settle() ?? Promise.resolve();
      await withinTime(turns, end - Date.now()).catch((error: unknown) => {
        services.log.warn({ err: error }, 'a turn was not over in time');
      });
    },
  };
}

function addressOf(address: ReturnType<import('node:net').Server['address']>): string {
  if (address === null || typeof address === 'string') return String(address);
  return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
}
