import { ApiError } from './api-error.ts';

/** The 400 that Kaizala gives for a call it can't make sense of. */
export function invalidParameters(message: string): ApiError {
  return new ApiError(400, 'InvalidParameters', message);
}
