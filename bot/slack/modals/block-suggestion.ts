import { z } from 'zod';

/** What a menu that is searched asks for. */
export const blockSuggestion = z.looseObject({
  type: z.literal('block_suggestion'),
  action_id: z.string(),
  /** What was typed so far. */
  value: z.string().default('').catch(''),
});
