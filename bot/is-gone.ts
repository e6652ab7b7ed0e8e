import { z } from 'zod';

const restError = z.object({ statusCode: z.number() });

/**
 * Whether the connector's error means that the message or the conversation is no longer there for the bot.
 * Teams answers 403 to a bot that was blocked or removed, whatever the body says.
 */
export function isGone(error: unknown): boolean {
  const parsed = restError.safeParse(error);
  return parsed.success && [403, 404, 410].includes(parsed.data.statusCode);
}
