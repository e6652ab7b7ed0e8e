import { z } from 'zod';
import { SLACK_DIRECT } from '../slack/slack-direct.ts';

const direct = z.object({ serviceUrl: z.literal(SLACK_DIRECT) });

/**
 * Whether Slack can ask this bot for the options of a menu. Azure's channel does not pass such questions on
 * (inferred: it knows messages alone).
 * @param place an activity, or a reference to a conversation
 */
export function canSuggest(place: unknown): boolean {
  return direct.safeParse(place).success;
}
