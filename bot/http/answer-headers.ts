import type restify from 'restify';

/** What the bot answers is for programs: no browser may show, frame, guess at or keep it. */
const HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

/** Sets the headers that every answer has; a page for people replaces what it needs. */
export function answerHeaders(
  _request: restify.Request,
  response: restify.Response,
  next: restify.Next,
): void {
  for (const [name, value] of Object.entries(HEADERS)) response.header(name, value);
  next();
}
