import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import { plainCause } from '../plain-cause.ts';
import { SlackError } from './slack-error.ts';

/**
 * What went wrong with a call of the Web API, in words for the person.
 * @param token which no words may hold
 */
export function mapSlackError(error: unknown, token: string): SlackError {
  const cause = plainCause(error, [token]);
  if (error instanceof WebAPIRateLimitedError) {
    const recovery = { action: 'retry', afterMs: error.retryAfter * 1000, throttled: true } as const;
    return new SlackError(
      'ratelimited',
      'Slack takes no more calls for now. Try again in a while.',
      recovery,
      { cause },
    );
  }
  if (error instanceof WebAPIPlatformError) return refused(error, cause);
  const status = error instanceof WebAPIHTTPError ? ` (${error.statusCode})` : '';
  const message = `Slack did not answer as it should${status}. Try again later.`;
  return new SlackError(undefined, message, { action: 'retry' }, { cause });
}

function refused({ data }: WebAPIPlatformError, cause: Error): SlackError {
  // What is no word is no answer of Slack's: a web page, say.
  const code = /^\w{1,60}$/.test(data.error) ? data.error : 'no_answer_of_slack';
  const recovery = { action: PASSING.has(code) ? 'retry' : 'giveUp' } as const;
  return new SlackError(code, `Slack refused it (${code}). ${adviceOn(code, data)}`, recovery, { cause });
}

function adviceOn(code: string, data: object): string {
  if (PASSING.has(code)) return 'Try again later.';
  if (code === 'missing_scope') {
    const needed = 'needed' in data && /^[\w:.,]{1,200}$/.test(String(data.needed)) ? ` ${data.needed}` : '';
    return `The Slack app lacks a permission: an administrator can give it the scope${needed}, and install it again.`;
  }
  if (NO_TOKEN.has(code)) {
    return 'It takes the bot’s token no more: an administrator can install the Slack app again, and renew the token.';
  }
  if (NOT_THERE.has(code)) return 'Invite me to the channel, and try again.';
  return 'An administrator can check the Slack app and its permissions.';
}

/** Answers that may be others a moment later. */
const PASSING: ReadonlySet<string> = new Set([
  'ratelimited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'no_answer_of_slack',
]);

const NO_TOKEN: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
]);

const NOT_THERE: ReadonlySet<string> = new Set(['not_in_channel', 'channel_not_found']);
