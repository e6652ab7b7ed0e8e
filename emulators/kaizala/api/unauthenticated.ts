import { ApiError } from './api-error.ts';

/** The 401 for a caller that hasn't shown who it is. The category is inferred from `InvalidToken`'s. */
export function unauthenticated(message: string): ApiError {
  return new ApiError(401, 'Unauthenticated', message, { errorCategoryKey: 'AuthException' });
}
