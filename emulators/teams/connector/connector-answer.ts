/** What the connector says to a call; `undefined` in its place means that it never answers. */
export interface ConnectorAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body: unknown;
}

/** An error as the Bot Framework's REST interface spells it. */
export function errorAnswer(status: number, code: string, message: string): ConnectorAnswer {
  return { status, body: { error: { code, message } } };
}
