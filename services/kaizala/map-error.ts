import { cleanText } from '../clean-text.ts';
import type { Recovery } from '../errors.ts';
import { parseJson } from '../parse-json.ts';
import { retryAfterMs } from '../retry-after.ts';
import { KaizalaAnsweredError } from './errors.ts';
import type { HttpAnswer } from './http-exchange.ts';
import { parseErrorBody } from './parse/error-body.ts';

/** What was asked for, as far as it changes what an error means and what to do about it. */
export interface CallContext {
  readonly subject: 'accessToken' | 'media' | 'group' | 'groups';
  readonly changesNothing: boolean;
  /** Never shown, should the server's message repeat one of them. */
  readonly secrets: readonly string[];
  readonly nowMs: number;
}

/** An answer that is not a success: the endpoint moved, the access token is stale, or neither. */
export type AnswerFault =
  | { readonly kind: 'moved'; readonly location: string; readonly error: KaizalaAnsweredError }
  | { readonly kind: 'staleToken' | 'failed'; readonly error: KaizalaAnsweredError };

const GIVE_UP: Recovery = { action: 'giveUp' };
const ASK = 'Ask an administrator to';
const CREDENTIALS = 'KAIZALA_APPLICATION_ID, KAIZALA_APPLICATION_SECRET and KAIZALA_REFRESH_TOKEN';

export function isSuccess({ status }: HttpAnswer): boolean {
  return status >= 200 && status < 300;
}

/** Reads the status of an answer; undefined for a success. The one place that knows what statuses mean. */
export function mapError(answer: HttpAnswer, context: CallContext): AnswerFault | undefined {
  if (isSuccess(answer)) return undefined;
  const { status, location } = answer;
  const { message, errorCode, errorCategory } = parseErrorBody(parseJson(answer.text));
  const clean = (text: string | undefined) => text && cleanText(text, context.secrets);
  const verdict = verdictOf(answer, context);
  const error = new KaizalaAnsweredError(verdict.message, verdict.recovery, {
    status,
    errorCode: clean(errorCode),
    errorCategory: clean(errorCategory),
    serverMessage: clean(message),
    mayHaveTakenEffect: !context.changesNothing && (status >= 500 || status === 408),
    canBeMended:
      verdict.recovery.action === 'retry' ||
      [401, 403, 404].includes(status) ||
      (status >= 300 && status < 400),
  });
  if (context.subject === 'accessToken') return { kind: 'failed', error };
  if (status === 308 && location !== undefined) return { kind: 'moved', location, error };
  const isStale = status === 401 || errorCode?.toLowerCase() === 'invalidtoken';
  return { kind: isStale ? 'staleToken' : 'failed', error };
}

function verdictOf(answer: HttpAnswer, context: CallContext): { message: string; recovery: Recovery } {
  const { status } = answer;
  if (status === 429) {
    const afterMs = retryAfterMs(answer.retryAfter, context.nowMs);
    return {
      message: `Kaizala takes no more calls for now. Wait ${Math.ceil(afterMs / 1000)} seconds.`,
      recovery: { action: 'retry', afterMs, throttled: true },
    };
  }
  if (status >= 500 || status === 408) {
    const wait = answer.retryAfter && { afterMs: retryAfterMs(answer.retryAfter, context.nowMs) };
    return {
      message: `Kaizala has trouble of its own (${status}). Try again later.`,
      recovery: { action: 'retry', ...wait },
    };
  }
  return { message: permanentMessage(status, context.subject), recovery: GIVE_UP };
}

function permanentMessage(status: number, subject: CallContext['subject']): string {
  if (status >= 300 && status < 400) {
    return `Kaizala points to an address (${status}) that the bot does not go to. ${ASK} check KAIZALA_API_ROOT.`;
  }
  if (subject === 'accessToken') {
    return status === 404
      ? `There is no Kaizala at the configured address. ${ASK} check KAIZALA_API_ROOT.`
      : `Kaizala refuses the connector (${status}). ${ASK} check ${CREDENTIALS}.`;
  }
  switch (status) {
    case 401:
      return `Kaizala refuses the connector's access token, even a fresh one. ${ASK} check ${CREDENTIALS}.`;
    case 403:
      return (
        `Kaizala does not let the bot's connector do this. ${ASK} give it the permission in Kaizala's management ` +
        'portal, and to see that whoever its refresh token belongs to is a member of the group.'
      );
    case 404:
      return subject === 'group'
        ? "The Kaizala group is gone, or the connector can't see it. Share the files again for another group."
        : `Kaizala doesn't know this call. ${ASK} check KAIZALA_API_ROOT.`;
    case 413:
      return 'The file is too large for Kaizala. Share a smaller one.';
    case 415:
      return 'Kaizala does not take files of this type. Share the file in another format.';
    default:
      return `Kaizala did not accept the request (${status}). Check the file, the caption and the group.`;
  }
}
