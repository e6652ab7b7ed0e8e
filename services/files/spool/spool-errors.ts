import { BridgeError } from '../../errors.ts';

/** There is no such entry: it was removed, or was written to a spool that this process does not share. */
export class SpoolEntryMissingError extends BridgeError {
  constructor(options?: ErrorOptions) {
    super(
      'spool.missing',
      'The file is not where this bot keeps files. Try again, or share it again. If several bots run, an ' +
        'administrator has to see that they share one spool.',
      { action: 'retry' },
      options,
    );
  }
}

/** Writing would leave less room than is to stay free, or has found none at all. Nothing was kept. */
export class SpoolFullError extends BridgeError {
  constructor(options?: ErrorOptions) {
    super(
      'spool.full',
      'The bot’s disk is nearly full, so it could not take the file. Nothing was lost. Tell an administrator, ' +
        'and try again or share the file again later.',
      { action: 'retry' },
      options,
    );
  }
}

/** The entry was removed or written by somebody else meanwhile, so that these bytes were not kept. */
export class SpoolWriteLostError extends BridgeError {
  constructor(options?: ErrorOptions) {
    super(
      'spool.writeLost',
      'The file was removed or replaced while the bot was storing it. Try again, or share it again.',
      { action: 'retry' },
      options,
    );
  }
}

/** The storage did not answer, or refused. */
export class SpoolUnavailableError extends BridgeError {
  constructor(message: string, options?: ErrorOptions) {
    super('spool.unavailable', message, { action: 'retry' }, options);
  }
}
