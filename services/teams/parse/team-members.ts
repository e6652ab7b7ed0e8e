import { z } from 'zod';

/** A page of a team's members. */
export const teamMembers = z.object({
  value: z.array(
    z.object({
      userId: z.string().nullish().catch(undefined),
      roles: z.array(z.string()).nullish().catch(undefined),
    }),
  ),
  '@odata.nextLink': z.url().optional().catch(undefined),
});

export type TeamMembers = z.infer<typeof teamMembers>;
