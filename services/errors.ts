/** What may be done about a failure: try the same thing again, or leave it. */
export type Recovery =
  | {
      readonly action: 'retry';
      /** Wait at least this long, in milliseconds. Absent: the caller's own back-off decides. */
      readonly afterMs?: number;
      /** True if the remote end only asked for patience, so that the try counts as none. */
      readonly throttled?: boolean;
    }
  | { readonly action: 'giveUp' };

/**
 * Base of every error that this project throws on purpose. `message` says what happened and what to do,
 * in a person's words, and holds no secret and no signed url.
 */
export abstract class BridgeError extends Error {
  /** Stable word for logs and tests, such as `kaizala.answered`. */
  readonly code: string;
  readonly recovery: Recovery;

  constructor(code: string, message: string, recovery: Recovery, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
    this.recovery = recovery;
  }
}
