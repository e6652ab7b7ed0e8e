import { z } from 'zod';

const account = z.looseObject({ id: z.string().min(1) });

/**
 * The least that an activity needs for the bot to be able to answer it. Everything else is up to whoever
 * reads it. `serviceUrl` is needed because the token check of the Bot Framework skips its claim without one.
 */
export const incomingActivity = z.looseObject({
  type: z.string().min(1),
  channelId: z.string().min(1),
  serviceUrl: z.url({ protocol: /^https?$/ }),
  from: account,
  recipient: account,
  conversation: z.looseObject({ id: z.string().min(1) }),
  text: z.string().nullish(),
});
