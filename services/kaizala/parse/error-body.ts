import { z } from 'zod';

/** What an error body says about itself. */
export interface ErrorBody {
  readonly message?: string | undefined;
  readonly errorCode?: string | undefined;
  readonly errorCategory?: string | undefined;
}

const optionalText = z.string().optional().catch(undefined);

const errorBody = z.object({
  message: optionalText,
  errorcode: optionalText,
  errorcategorykey: optionalText,
});

/** Reads an error body in any casing of its field names. All may be missing: proxies answer too. */
export function parseErrorBody(body: unknown): ErrorBody {
  if (typeof body !== 'object' || body === null) return {};
  const lowerCased = Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key.toLowerCase(), value]),
  );
  const { message, errorcode, errorcategorykey } = errorBody.parse(lowerCased);
  return { message, errorCode: errorcode, errorCategory: errorcategorykey };
}
