import { BridgeError, type Recovery } from '../../errors.ts';

const LONGEST_FINDING = 100;
const GIVE_UP: Recovery = { action: 'giveUp' };

/** A virus scanner did not let a file pass, or could not be asked. The message is meant for the person. */
export class ScanError extends BridgeError {
  private constructor(code: string, message: string, recovery: Recovery, cause?: unknown) {
    super(code, message, recovery, cause === undefined ? undefined : { cause });
  }

  /** @param finding as the scanner calls it */
  static infected(finding: string): ScanError {
    const name = finding
      .replace(/[^\p{L}\p{N}\p{P}\p{S} ]+/gu, '')
      .trim()
      .slice(0, LONGEST_FINDING);
    return new ScanError(
      'scan.infected',
      `The virus scanner found something in it (${name || 'without a name'}), so it is not passed on. Don’t open it, and tell whoever you have it from.`,
      GIVE_UP,
    );
  }

  static tooLarge(): ScanError {
    return new ScanError(
      'scan.tooLarge',
      'It is larger than the virus scanner looks into, so it is not passed on. Share a smaller file, or ask an administrator to raise the scanner’s limit.',
      GIVE_UP,
    );
  }

  /** The scanner was not there, or gave no answer that makes sense. */
  static trouble(cause: unknown): ScanError {
    return new ScanError(
      'scan.trouble',
      'The virus scanner can’t be asked, and nothing is passed on without it. If it stays, tell an administrator.',
      { action: 'retry' },
      cause,
    );
  }
}
