import { BridgeError, type Recovery } from '../errors.ts';
import type { DownloadError } from '../files/download-error.ts';

/** So soon the first web page is looked at again, in milliseconds: one may stand in for a fresh upload. */
const FRESH_MS = 5_000;

const MEND =
  'Invite me to the channel; and an administrator can check that the Slack app has the scope files:read, and install it again.';

/** Slack does not give the bytes of a file. The message is meant for the person who shared it. */
export class SlackFileError extends BridgeError {
  /** Whether the same can work later, or once somebody has let the bot in. */
  readonly canBeMended: boolean;

  private constructor(
    code: string,
    message: string,
    recovery: Recovery,
    { canBeMended, cause }: { readonly canBeMended: boolean; readonly cause: unknown },
  ) {
    super(code, message, recovery, { cause });
    this.canBeMended = canBeMended;
  }

  /** Slack answers whom it does not let in with a page to sign in by, like whatever it is not done with yet. */
  static signInPage(cause: DownloadError): SlackFileError {
    return new SlackFileError(
      'slack.signInPage',
      `Slack sent a web page instead of the file, which is not ready yet, or not for the bot to see. ${MEND}`,
      { action: 'retry', afterMs: FRESH_MS },
      { canBeMended: true, cause },
    );
  }

  static denied(status: number, cause: DownloadError): SlackFileError {
    return new SlackFileError(
      'slack.fileDenied',
      `Slack does not let the bot have the file (${status}). ${MEND}`,
      { action: 'giveUp' },
      { canBeMended: true, cause },
    );
  }

  static missing(status: number, cause: DownloadError): SlackFileError {
    return new SlackFileError(
      'slack.fileMissing',
      `Slack does not have the file any more (${status}): it may have been deleted. Upload it again.`,
      { action: 'giveUp' },
      { canBeMended: false, cause },
    );
  }
}
