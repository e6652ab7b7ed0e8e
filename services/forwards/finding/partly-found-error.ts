import { BridgeError } from '../../errors.ts';
import type { SharedFile } from '../types.ts';

/** Some files of a message can't be told. If trying again does not help, the others go on without them. */
export class PartlyFoundError extends BridgeError {
  /** All of them: those that can't be told are refused. */
  readonly files: readonly SharedFile[];

  /** @param cause why not all can be told */
  constructor(cause: BridgeError, files: readonly SharedFile[]) {
    super(cause.code, cause.message, cause.recovery, { cause });
    this.files = files;
  }
}
