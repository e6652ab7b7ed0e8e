import { BridgeError } from '../errors.ts';

/** A secret of the database can't be read. The message is meant for an operator. */
export class SecretBoxError extends BridgeError {
  static noKey(): SecretBoxError {
    return new SecretBoxError(
      'secret.noKey',
      'A secret in the database is encrypted, and ENCRYPTION_KEY is missing. Set it to the key that it was encrypted with.',
      { action: 'retry' },
    );
  }

  static otherKey(): SecretBoxError {
    return new SecretBoxError(
      'secret.otherKey',
      'A secret in the database was encrypted with another ENCRYPTION_KEY. Set that one again.',
      { action: 'retry' },
    );
  }

  static spoiled(cause: unknown): SecretBoxError {
    return new SecretBoxError(
      'secret.spoiled',
      'A secret in the database is not what was put there, or belongs elsewhere. Have it made anew: install the app again.',
      { action: 'giveUp' },
      { cause },
    );
  }
}
