import type { FileContent } from '../../files/file-content.ts';

/** What the stand-in says to a call; `undefined` in its place means that it never answers. */
export type Answer = JsonAnswer | BytesAnswer;

export interface JsonAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; absent: nothing is sent. */
  readonly body?: unknown;
}

export interface BytesAnswer {
  readonly status: 200;
  readonly contentType: string;
  readonly content: FileContent;
}

/** An error as the Bot Framework and Graph spell it. */
export function errorAnswer(status: number, code: string, message: string): JsonAnswer {
  return { status, body: { error: { code, message } } };
}

/** Asks the bot to wait, as both of them do. */
export function throttledAnswer(retryAfterSeconds: number): JsonAnswer {
  return {
    ...errorAnswer(429, 'TooManyRequests', 'Too many requests.'),
    headers: { 'retry-after': String(retryAfterSeconds) },
  };
}
