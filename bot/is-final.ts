import { z } from 'zod';

const restError = z.object({ statusCode: z.number() });

/**
 * Whether the connector's error will be the same however often the message is sent again. Teams answers 403 to
 * a bot that was blocked or removed, and 404 for a message that was deleted, whatever the body says.
 */
export function isFinal(error: unknown): boolean {
  const parsed = restError.safeParse(error);
  if (!parsed.success) return false;
  const { statusCode } = parsed.data;
  return (
    statusCode >= 400 && statusCode < 500 && statusCode !== 408 && statusCode !== 412 && statusCode !== 429
  );
}
