import { z } from 'zod';

const id = z.string().min(1);

const removal = z.object({
  team_id: id,
  /** In seconds since the epoch. */
  event_time: z.number(),
  event: z.union([
    z.object({ type: z.literal('app_uninstalled') }),
    z.object({ type: z.literal('tokens_revoked'), tokens: z.object({ bot: z.array(z.unknown()).min(1) }) }),
  ]),
});

/** Whether an event tells that a workspace has removed the app, or taken back the bot's token; which, and when. */
export function removedWorkspace(
  envelope: unknown,
): { readonly teamId: string; readonly at: Date } | undefined {
  const { data } = removal.safeParse(envelope);
  return data && { teamId: data.team_id, at: new Date(data.event_time * 1000) };
}
