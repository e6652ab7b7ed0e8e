import { BridgeError, type Recovery } from '../errors.ts';

/** What works without Microsoft Graph: files of a personal chat come with a link of their own. */
export const INSTEAD = 'attach the file from your device in a personal chat with me';

/** A file or a message could not be had by Microsoft Graph. The message is meant for the person. */
export class GraphError extends BridgeError {
  /** Whether the same can work later, or once an administrator or an owner has granted something. */
  readonly canBeMended: boolean;

  constructor(
    code: `graph.${string}`,
    message: string,
    recovery: Recovery,
    {
      canBeMended = recovery.action === 'retry',
      cause,
    }: { readonly canBeMended?: boolean; readonly cause?: unknown } = {},
  ) {
    super(code, message, recovery, cause === undefined ? undefined : { cause });
    this.canBeMended = canBeMended;
  }

  static unreachable(cause: unknown): GraphError {
    return new GraphError(
      'graph.unavailable',
      `Microsoft Graph could not be reached. Try again later, or ${INSTEAD}.`,
      { action: 'retry' },
      { cause },
    );
  }

  static senseless(): GraphError {
    return new GraphError(
      'graph.senseless',
      `Microsoft Graph’s answer is not the one that was expected. Try again later, or ${INSTEAD}.`,
      { action: 'retry' },
    );
  }

  static noTenant(): GraphError {
    return new GraphError(
      'graph.token',
      `It can’t be told which organisation this belongs to. Please ${INSTEAD}.`,
      { action: 'giveUp' },
    );
  }

  static folder(): GraphError {
    return new GraphError('graph.folder', 'That is a folder. Share the files in it one by one.', {
      action: 'giveUp',
    });
  }
}
