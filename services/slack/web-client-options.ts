import { LogLevel, type WebClientOptions } from '@slack/web-api';

/** How long Slack may take for an answer, in milliseconds. */
const ANSWER_TAKES_MS = 10_000;

/**
 * How the Web API is called: each call once, since whoever calls knows whether it may be repeated.
 * @param apiUrl with a slash at the end
 */
export function webClientOptions(apiUrl: string): WebClientOptions {
  return {
    slackApiUrl: apiUrl,
    timeout: ANSWER_TAKES_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    // Its warnings hold what was sent.
    logLevel: LogLevel.ERROR,
  };
}
