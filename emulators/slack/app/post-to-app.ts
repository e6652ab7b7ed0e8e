import type { AppAnswer } from './app-answer.ts';
import { signRequest } from './sign-request.ts';

/** A request of Slack, or of somebody who passes for Slack. */
export interface AppRequest {
  readonly url: string;
  readonly body: string;
  readonly contentType: string;
  /** Absent: it is not signed. */
  readonly secret?: string | undefined;
  /** Seconds since 1970; now if absent. */
  readonly timestamp?: number | undefined;
  /** On top of those that Slack sends, and in place of them; undefined leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  readonly withinMs: number;
}

/** Sends a request to the app, signed as Slack does. Never rejects. */
export async function postToApp(request: AppRequest): Promise<AppAnswer> {
  const { url, body, contentType, secret, headers = {}, withinMs } = request;
  const timestamp = String(request.timestamp ?? Math.floor(Date.now() / 1000));
  const all = {
    'content-type': contentType,
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    ...(secret !== undefined && {
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signRequest(secret, timestamp, body),
    }),
    ...headers,
  };
  const sent = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as [string, string]],
  );
  const start = performance.now();
  const signal = AbortSignal.timeout(withinMs);
  try {
    const response = await fetch(url, { method: 'POST', headers: sent, body, signal, redirect: 'manual' });
    const answer = await response.text();
    const durationMs = performance.now() - start;
    const wantsNoRetry = response.headers.get('x-slack-no-retry') === '1';
    return {
      status: response.status,
      body: answer,
      durationMs,
      wantsNoRetry,
      ...(!response.ok && { failure: 'http_error' }),
    };
  } catch {
    const durationMs = performance.now() - start;
    const failure = signal.aborted ? 'http_timeout' : 'connection_failed';
    return { status: 0, body: '', durationMs, wantsNoRetry: false, failure };
  }
}
