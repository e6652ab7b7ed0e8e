import type { ServerResponse } from 'node:http';
import { ApiError } from '../api/api-error.ts';
import { answerJson } from './answer-json.ts';

/** Answers an {@link ApiError}. Throws anything else on, as that is a mistake of the emulator's own. */
export function answerError(response: ServerResponse, error: unknown): void {
  if (!(error instanceof ApiError)) throw error;
  const { status, message, errorCode, errorCategoryKey, headers } = error;
  answerJson(response, status, { message, errorCode, errorCategoryKey }, headers);
}
