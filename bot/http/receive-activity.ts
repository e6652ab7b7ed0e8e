import {
  type Activity,
  type ActivityHandler,
  ActivityTypes,
  type CloudAdapter,
  DeliveryModes,
} from 'botbuilder';
import type { Logger } from 'pino';
import restify from 'restify';
import { letAcknowledge } from '../acknowledge.ts';
import { TEAMS_IS_OFF } from '../config/what-is-off.ts';
import type { Gate, Refusal } from '../identity/gate.ts';
import { UnderWay } from '../under-way.ts';
import { withoutNul } from '../without-nul.ts';
import { earlyAnswer } from './early-answer.ts';
import { incomingActivity } from './incoming-activity.ts';

const ACTIVITIES = '/api/messages';
/** Teams keeps messages under 100 kB. */
const MAX_ACTIVITY_BYTES = 256 * 1024;

export interface ActivityServices {
  readonly gate: Gate;
  readonly adapter: CloudAdapter;
  readonly bot: ActivityHandler;
  readonly log: Logger;
}

/** What takes the activities of a server. */
export interface MountedActivities {
  /** Resolves once the turns that are under way are over, also those whose requests were answered before. */
  settle(): Promise<void>;
}

/** Has a server take activities. */
export function mountActivities(server: restify.Server, services: ActivityServices): MountedActivities {
  const underWay = new UnderWay();
  server.post(
    ACTIVITIES,
    jsonOnly,
    ...restify.plugins.bodyParser({
      maxBodySize: MAX_ACTIVITY_BYTES,
      mapParams: false,
      reviver: withoutNul,
    }),
    (request, response, next) => {
      underWay.add(receiveActivity(services, request, response).then(() => next(false), next));
    },
  );
  return { settle: () => underWay.idle() };
}

/** Tells whoever posts activities why nobody listens. */
export function mountTeamsIsOff(server: restify.Server): void {
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
  { gate, adapter, bot, log }: ActivityServices,
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
  const refusal = await gate.refusal(body, headers.authorization);
  if (refusal) {
    refuse(refusal, response, log);
    return;
  }
  const answer = earlyAnswer(response);
  await adapter.process({ body, headers, method }, answer.response, (context) => {
    if (!isAnsweredInResponse(context.activity)) letAcknowledge(context, answer.acknowledge);
    return bot.run(context);
  });
}

/** Whether the response says more than that the activity has come. */
function isAnsweredInResponse({ type, deliveryMode }: Activity): boolean {
  return type === ActivityTypes.Invoke || deliveryMode === DeliveryModes.ExpectReplies;
}

function refuse({ status, code, message, cause }: Refusal, response: restify.Response, log: Logger): void {
  log.warn({ code, ...(cause !== undefined && { err: cause }) }, `an activity was refused: ${message}`);
  if (status === 401) response.header('www-authenticate', 'Bearer');
  response.send(status, { error: { code, message } });
}
