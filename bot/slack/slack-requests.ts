import type { IncomingHttpHeaders } from 'node:http';
import type { Logger } from 'pino';
import { z } from 'zod';
import { withoutNul } from '../without-nul.ts';
import { ReplayGuard } from './replay-guard.ts';
import { slackCommand } from './slack-command.ts';
import { slackEnvelope } from './slack-envelope.ts';
import type { SlackIntake } from './slack-intake.ts';
import { slackInteraction } from './slack-interaction.ts';
import { type SignedRequest, verifySignature } from './verify-signature.ts';

/** What Slack posts where. */
export type SlackRoute = 'events' | 'commands' | 'interactive';

/** The answer to a request. */
export interface SlackReply {
  readonly status: number;
  /** Sent as JSON; absent: nothing is. */
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface SlackRequestsServices {
  readonly intake: SlackIntake;
  readonly signingSecret: string;
  readonly log: Logger;
}

const FORM = 'application/x-www-form-urlencoded';
const MEDIA_TYPES: Readonly<Record<SlackRoute, string>> = {
  events: 'application/json',
  commands: FORM,
  interactive: FORM,
};

const withPayload = z.object({ payload: z.string() });

/** Answers the requests of a Slack app: those that are Slack's go to the intake, all others nowhere. */
export class SlackRequests {
  readonly #services: SlackRequestsServices;
  readonly #guard = new ReplayGuard();

  constructor(services: SlackRequestsServices) {
    this.#services = services;
  }

  /** It never rejects. */
  async answer(route: SlackRoute, request: SignedRequest): Promise<SlackReply> {
    const { headers, body } = request;
    const mediaType = mediaTypeOf(headers);
    // Slack asks so now and then whether the address is secure, without a signature.
    if (mediaType === FORM && formOf(body).ssl_check === '1') return { status: 200 };
    const verified = verifySignature(request, this.#services.signingSecret);
    if (!verified.isValid) return this.#refuse(route, 401, 'NotFromSlack', verified.reason);
    // An event that is delivered again makes nothing, unless it has not been kept before.
    const isRetry = route === 'events' && headers['x-slack-retry-num'] !== undefined;
    if (!isRetry && this.#guard.isReplay(verified)) {
      return this.#refuse(route, 401, 'Replayed', 'This request has been here before.');
    }
    if (mediaType !== MEDIA_TYPES[route]) {
      return this.#refuse(route, 415, 'UnsupportedMediaType', `Send ${MEDIA_TYPES[route]}.`);
    }
    if (route === 'events') return this.#event(body);
    return route === 'commands' ? this.#command(body) : this.#interaction(body);
  }

  async #event(body: Buffer): Promise<SlackReply> {
    const parsed = parsedJson(slackEnvelope, body.toString());
    if ('problem' in parsed) return this.#bad('events', parsed.problem);
    const { type, challenge, event } = parsed.data;
    if (type === 'url_verification') {
      return challenge === undefined
        ? this.#bad('events', 'challenge is missing')
        : { status: 200, body: { challenge } };
    }
    if (type === 'event_callback' && !event) return this.#bad('events', 'event is missing');
    try {
      await this.#services.intake.event(parsed.data);
      return { status: 200 };
    } catch (error) {
      this.#services.log.error(
        { err: error },
        'an event of Slack could not be kept; Slack will send it again',
      );
      return { status: 503, body: errorBody('NotKept', 'The event could not be kept. Send it again.') };
    }
  }

  async #command(body: Buffer): Promise<SlackReply> {
    const parsed = parsedWith(slackCommand, formOf(body));
    if ('problem' in parsed) return this.#bad('commands', parsed.problem);
    return taken(await this.#services.intake.command(parsed.data));
  }

  async #interaction(body: Buffer): Promise<SlackReply> {
    const form = parsedWith(withPayload, formOf(body));
    if ('problem' in form) return this.#bad('interactive', form.problem);
    const parsed = parsedJson(slackInteraction, form.data.payload);
    if ('problem' in parsed) return this.#bad('interactive', parsed.problem);
    return taken(await this.#services.intake.interaction(parsed.data));
  }

  /** It would be as bad the next time. */
  #bad(route: SlackRoute, problem: string): SlackReply {
    const reply = this.#refuse(route, 400, 'BadRequest', `This can't be read: ${problem}.`);
    return { ...reply, headers: { 'x-slack-no-retry': '1' } };
  }

  #refuse(route: SlackRoute, status: number, code: string, message: string): SlackReply {
    this.#services.log.warn({ route, status, reason: message }, 'a request to the Slack app was refused');
    return { status, body: errorBody(code, message) };
  }
}

function taken(body: object | undefined): SlackReply {
  return { status: 200, ...(body && { body }) };
}

function errorBody(code: string, message: string): object {
  return { error: { code, message } };
}

/** Without parameters such as a charset: it is always UTF-8. */
function mediaTypeOf(headers: IncomingHttpHeaders): string {
  const [mediaType = ''] = (headers['content-type'] ?? '').split(';');
  return mediaType.trim().toLowerCase();
}

function formOf(body: Buffer): Record<string, unknown> {
  const pairs = [...new URLSearchParams(body.toString())];
  return Object.fromEntries(pairs.map(([name, value]) => [name, withoutNul(name, value)]));
}

type Parsed<T> = { readonly data: T } | { readonly problem: string };

function parsedJson<T>(schema: z.ZodType<T>, text: string): Parsed<T> {
  let value: unknown;
  try {
    value = JSON.parse(text, withoutNul);
  } catch {
    return { problem: 'it is not JSON' };
  }
  return parsedWith(schema, value);
}

function parsedWith<T>(schema: z.ZodType<T>, value: unknown): Parsed<T> {
  const { data, error } = schema.safeParse(value);
  if (!error) return { data };
  return {
    problem: error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`).join('; '),
  };
}
