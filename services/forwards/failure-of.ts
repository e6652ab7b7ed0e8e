import { BridgeError } from '../errors.ts';
import { ForbiddenGroupError } from '../kaizala/allowed-groups.ts';
import { KaizalaAnsweredError } from '../kaizala/errors.ts';
import { SlackFileError } from '../slack/slack-file-error.ts';
import { GraphError } from '../teams/graph-error.ts';
import type { Failure } from './types.ts';

/** Told of a failure that was foreseen, for the log. */
export type FailureListener = (
  error: unknown,
  about: {
    readonly forwardId: string;
    readonly postId?: string;
    readonly fileId?: string;
    /** Whether nobody waits for what failed, nor will anybody be told. */
    readonly isMinor?: boolean;
  },
) => void;

/** The code of an error that nobody foresaw. */
export const UNEXPECTED = 'unexpected';

/** What a person is told about an error. One that nobody foresaw keeps its details for the log. */
export function failureOf(error: unknown): Failure {
  if (error instanceof BridgeError) {
    return { code: error.code, message: error.message, retryable: error.recovery.action === 'retry' };
  }
  return {
    code: UNEXPECTED,
    message: 'Something went wrong inside the bot. Try again; if it stays, tell an administrator.',
    retryable: true,
  };
}

/** Whether a person can do something about what failed for good, so that trying it again makes sense. */
export function canBeMended(error: unknown): boolean {
  const isJudged =
    error instanceof ForbiddenGroupError ||
    error instanceof KaizalaAnsweredError ||
    error instanceof GraphError ||
    error instanceof SlackFileError;
  return isJudged ? error.canBeMended : failureOf(error).retryable;
}
