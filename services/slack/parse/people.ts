import { z } from 'zod';

const flag = z.boolean().optional().catch(undefined);
const text = z.string().min(1).optional().catch(undefined);

/** The answer to users.info. */
export const userAnswer = z.object({
  user: z.object({
    id: z.string(),
    team_id: text,
    enterprise_user: z.object({ enterprise_id: text }).optional().catch(undefined),
    name: text,
    real_name: text,
    profile: z.object({ display_name: text }).optional().catch(undefined),
    is_admin: flag,
    is_owner: flag,
    is_primary_owner: flag,
  }),
});

/** The answer to conversations.info. */
export const channelAnswer = z.object({
  channel: z.object({
    id: z.string(),
    name: text,
    creator: text,
    is_member: flag,
    is_mpim: flag,
  }),
});

/** The answer to conversations.open. */
export const openAnswer = z.object({ channel: z.object({ id: z.string() }) });
