import type { Readable } from 'node:stream';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Readable;
}

/** An answer as it came, whatever its status. */
export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
  readonly location: string | undefined;
  readonly retryAfter: string | undefined;
  /** The `Date` header. */
  readonly date: string | undefined;
}

export interface ExchangeLimits {
  /** The exchange fails after this long without any progress, connecting included. */
  readonly stallTimeoutMs: number;
  readonly signal: AbortSignal | undefined;
}
