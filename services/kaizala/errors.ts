import { BridgeError, type Recovery } from '../errors.ts';

interface AnsweredDetails {
  readonly status: number;
  readonly errorCode?: string | undefined;
  readonly errorCategory?: string | undefined;
  readonly serverMessage?: string | undefined;
  readonly mayHaveTakenEffect: boolean;
  readonly canBeMended: boolean;
}

/** Kaizala answered, and the answer was an error. */
export class KaizalaAnsweredError extends BridgeError {
  readonly status: number;
  readonly errorCode: string | undefined;
  readonly errorCategory: string | undefined;
  /** What Kaizala said, cut short and without secrets: for an operator's log, not for people in a chat. */
  readonly serverMessage: string | undefined;
  /**
   * False if the call surely did nothing. True for a 5xx and a 408 to a call that changes something: a
   * gateway gives those also when the server behind it did the work.
   */
  readonly mayHaveTakenEffect: boolean;
  /** Whether the same call can succeed once somebody has set the connector or the group right. */
  readonly canBeMended: boolean;

  constructor(message: string, recovery: Recovery, details: AnsweredDetails) {
    super('kaizala.answered', message, recovery);
    this.status = details.status;
    this.errorCode = details.errorCode;
    this.errorCategory = details.errorCategory;
    this.serverMessage = details.serverMessage;
    this.mayHaveTakenEffect = details.mayHaveTakenEffect;
    this.canBeMended = details.canBeMended;
  }
}

/** No answer came, or one that can't be used: not JSON, too long, cut off, or without the expected field. */
export class KaizalaNoAnswerError extends BridgeError {
  /** False if the request surely was not sent, or changes nothing anyway. */
  readonly mayHaveTakenEffect: boolean;

  constructor(message: string, mayHaveTakenEffect: boolean, options?: ErrorOptions) {
    super('kaizala.noAnswer', message, { action: 'retry' }, options);
    this.mayHaveTakenEffect = mayHaveTakenEffect;
  }
}

/** A file to upload could not be read, or was not of the size or the bytes that were promised. Nothing was posted. */
export class KaizalaFileError extends BridgeError {
  constructor(message: string, recovery: Recovery, options?: ErrorOptions) {
    super('kaizala.file', message, recovery, options);
  }
}

/** The connector's state could not be loaded or saved. The call that needed it was not made. */
export class KaizalaStateError extends BridgeError {
  constructor(message: string, options?: ErrorOptions) {
    super('kaizala.state', message, { action: 'retry' }, options);
  }
}
