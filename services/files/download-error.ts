import { BridgeError, type Recovery } from '../errors.ts';
import { retryAfterMs } from '../retry-after.ts';

const RETRY: Recovery = { action: 'retry' };
const GIVE_UP: Recovery = { action: 'giveUp' };

/** An answer that is not the file, as far as it matters. */
interface RefusingAnswer {
  readonly status: number;
  readonly retryAfter?: string | undefined;
  /** How many redirects led to whoever gave it. */
  readonly redirects: number;
}

/** A file's bytes could not be had. The message is meant for the person who shared the file. */
export class DownloadError extends BridgeError {
  /** The answer that said so, if one did by its status. */
  readonly answer: RefusingAnswer | undefined;

  private constructor(
    code: string,
    message: string,
    recovery: Recovery,
    { answer, cause }: { readonly answer?: RefusingAnswer; readonly cause?: unknown } = {},
  ) {
    super(code, message, recovery, cause === undefined ? undefined : { cause });
    this.answer = answer;
  }

  static refusedHost(host: string): DownloadError {
    return new DownloadError(
      'download.refusedHost',
      `Files may not be fetched from ${host}. An administrator can allow it with FILE_HOSTS.`,
      GIVE_UP,
    );
  }

  static status(answer: RefusingAnswer): DownloadError {
    const { status } = answer;
    if (status === 401 || status === 403) {
      return new DownloadError(
        'download.expired',
        `The link to the file has expired or is not open to the bot (${status}). Share the file again.`,
        GIVE_UP,
        { answer },
      );
    }
    if (status === 404 || status === 410) {
      return new DownloadError(
        'download.missing',
        `The file is no longer where it was shared from (${status}). Share it again.`,
        GIVE_UP,
        { answer },
      );
    }
    const busy = status === 408 || status === 429 || status >= 500;
    return new DownloadError(
      'download.status',
      `The place where the file lies answered with an error (${status}). ${busy ? 'Try again later.' : 'Share the file again.'}`,
      busy ? patience(answer) : GIVE_UP,
      { answer },
    );
  }

  /** Whether it is not the file that a link leads to, or not any more: it expired, or asks for a sign-in. */
  get isDeadLink(): boolean {
    return ['download.expired', 'download.missing', 'download.signInPage'].includes(this.code);
  }

  static noGraph(): DownloadError {
    return new DownloadError(
      'download.noGraph',
      'This bot has no access to Microsoft Graph, by which files of chats and channels are fetched. Attach the file from your device in a personal chat with me.',
      GIVE_UP,
    );
  }

  static noSlack(): DownloadError {
    return new DownloadError(
      'download.noSlack',
      'This bot has no access to Slack any more. Ask an administrator to check its Slack settings, then share the file again.',
      GIVE_UP,
    );
  }

  static redirects(): DownloadError {
    return new DownloadError(
      'download.redirects',
      'The link to the file leads round in circles or to nowhere. Share the file again.',
      GIVE_UP,
    );
  }

  static signInPage(): DownloadError {
    return new DownloadError(
      'download.signInPage',
      'A web page came instead of the file: the link asks for a sign-in. Attach the file itself, from your device.',
      GIVE_UP,
    );
  }

  static encoded(encoding: string): DownloadError {
    return new DownloadError(
      'download.encoded',
      `The file came compressed (${encoding}) although it was asked for as it is. Share the file again.`,
      GIVE_UP,
    );
  }

  static tooLarge(limit: string): DownloadError {
    return new DownloadError(
      'download.tooLarge',
      `The file is larger than ${limit}, the limit that this bot is set to (MAX_FILE_BYTES). Share a smaller one.`,
      GIVE_UP,
    );
  }

  static empty(): DownloadError {
    return new DownloadError(
      'download.empty',
      'The file is empty (0 bytes). Check it, and share it again.',
      GIVE_UP,
    );
  }

  static longer(declared: number): DownloadError {
    return new DownloadError(
      'download.longer',
      `More bytes came than the ${declared} that were declared, so the file can't be trusted to be whole. Share it again.`,
      GIVE_UP,
    );
  }

  static otherSize(expected: number): DownloadError {
    return new DownloadError(
      'download.otherSize',
      `Other bytes came than the ${expected} that the file has. Try again, or share the file again.`,
      RETRY,
    );
  }

  static cutOff(cause: unknown): DownloadError {
    return new DownloadError(
      'download.cutOff',
      'The download broke off before the file was whole. Try again, or share the file again.',
      RETRY,
      { cause },
    );
  }

  static stalled(seconds: number, cause: unknown): DownloadError {
    return new DownloadError(
      'download.stalled',
      `The download stood still for ${seconds} s. Try again, or share the file again.`,
      RETRY,
      { cause },
    );
  }

  static tooSlow(): DownloadError {
    return new DownloadError(
      'download.tooSlow',
      'The download hardly got on: less than 1 kB came in a second. Try again, or share the file again.',
      RETRY,
    );
  }

  static unreachable(cause: unknown): DownloadError {
    return new DownloadError(
      'download.unreachable',
      'The place where the file lies could not be reached. Try again later.',
      RETRY,
      { cause },
    );
  }
}

function patience({ status, retryAfter }: RefusingAnswer): Recovery {
  return {
    action: 'retry',
    ...(retryAfter && { afterMs: retryAfterMs(retryAfter, Date.now()) }),
    ...(status === 429 && { throttled: true }),
  };
}
