import { z } from 'zod';

const farewell = z.object({
  team_id: z.string().min(1),
  event_time: z.number().positive(),
  event: z.discriminatedUnion('type', [
    z.object({ type: z.literal('app_uninstalled') }),
    // People's own tokens are none of ours.
    z.object({ type: z.literal('tokens_revoked'), tokens: z.object({ bot: z.array(z.unknown()).min(1) }) }),
  ]),
});

/** The workspace that, by this event, has removed the app, and when; undefined if the event says nothing of it. */
export function readFarewell(envelope: unknown): { readonly teamId: string; readonly at: Date } | undefined {
  const { data } = farewell.safeParse(envelope);
  return data && { teamId: data.team_id, at: new Date(data.event_time * 1000) };
}
