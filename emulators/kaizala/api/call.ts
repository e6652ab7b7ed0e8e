import type { IncomingHttpHeaders } from 'node:http';
import type { Credentials } from '../credentials.ts';
import type { EmulatorState } from '../state/emulator-state.ts';
import type { CallLimit } from './call-limit.ts';

/** One API call as an operation sees it. */
export interface Call {
  readonly headers: IncomingHttpHeaders;
  readonly query: URLSearchParams;
  /** Empty for calls that concern no group. */
  readonly groupId: string;
  /** Scheme, host and port by which the caller reached the emulator, so that the urls it gets work for it. */
  readonly origin: string;
  /** The request's body as it arrives. */
  readonly body: AsyncIterable<Buffer>;
  readonly kaizala: Kaizala;
}

/** What operations work on. */
export interface Kaizala {
  readonly state: EmulatorState;
  readonly dataDir: string;
  readonly credentials: Pick<Credentials, 'applicationId' | 'applicationSecret'>;
  /** Counts every call that can be put down to the connector. */
  readonly callLimit: CallLimit;
  readonly accessTokenLifetimeSeconds: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Phone numbers that asked for a PIN and haven't used it yet. */
  readonly pendingPins: Set<string>;
}

/** Does what a call asks for and returns the JSON of its 200 answer. Throws an `ApiError` for any other. */
export type OperationHandler = (call: Call) => object | Promise<object>;
