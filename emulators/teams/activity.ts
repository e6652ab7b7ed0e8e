import { z } from 'zod';

const attachment = z.looseObject({
  contentType: z.string(),
  contentUrl: z.string().nullish(),
  name: z.string().nullish(),
  content: z.unknown(),
});

/** What a bot may send to the connector: the Bot Framework's activity, as far as the stand-in looks at it. */
export const activitySchema = z.looseObject({
  type: z.string(),
  id: z.string().nullish(),
  text: z.string().nullish(),
  replyToId: z.string().nullish(),
  attachments: z.array(attachment).nullish(),
});

/** A Bot Framework activity in either direction. Fields that aren't named here are kept as they came. */
export type Activity = z.infer<typeof activitySchema>;
