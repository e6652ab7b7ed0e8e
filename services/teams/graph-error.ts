import { BridgeError, type Recovery } from '../errors.ts';
import { INSTEAD } from './instead.ts';
import type { PassingTrouble } from './passing-trouble.ts';

const GRAPH = 'Microsoft Graph';

/** A file or a message could not be had by Microsoft Graph, or a token for it by Microsoft Entra ID. The message is meant for the person. */
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

  static passing({ kind, message, recovery }: PassingTrouble): GraphError {
    return new GraphError(`graph.${kind}`, message, recovery);
  }

  /** @param who did not answer, as people know it */
  static unreachable(cause: unknown, who = GRAPH): GraphError {
    return new GraphError(
      'graph.unavailable',
      `${who} could not be reached. Try again later, or ${INSTEAD}.`,
      { action: 'retry' },
      { cause },
    );
  }

  /** @param who gave the answer, as people know it */
  static senseless(who = GRAPH): GraphError {
    return new GraphError(
      'graph.senseless',
      `The answer of ${who} is not the one that was expected. Try again later, or ${INSTEAD}.`,
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
