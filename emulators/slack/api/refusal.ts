/** What the Web API says no with, at HTTP 200. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** Slack's word for it, such as `channel_not_found`. */
  readonly code: string;
  /** Beside `ok` and `error`. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, details: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** Refuses what does not have the form that it must have. */
export function malformed(code: string, messages: readonly string[]): Refusal {
  return new Refusal(code, { response_metadata: { messages } });
}
