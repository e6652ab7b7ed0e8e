import type { Activity } from 'botbuilder';
import { z } from 'zod';

/** What kind of conversation Teams has brought something from. */
export type Place = 'personal' | 'groupChat' | 'channel';

const text = z.string().optional().catch(undefined);

const traits = z.object({
  conversation: z
    .object({ id: text, conversationType: text, isGroup: z.boolean().optional().catch(undefined) })
    .catch({}),
  channelData: z
    .object({ teamsTeamId: text, team: z.object({ id: text }).optional().catch(undefined) })
    .catch({}),
});

/**
 * What kind of conversation an activity comes from. Where its type is not told, the team or the form of the id
 * tells; only if nothing does it counts as a personal one, as it does for Teams' own SDK.
 */
export function placeOf(activity: Activity): Place {
  const { conversation = {}, channelData = {} } = traits.safeParse(activity).data ?? {};
  const { conversationType, id = '', isGroup } = conversation;
  if (conversationType === 'channel' || conversationType === 'groupChat' || conversationType === 'personal') {
    return conversationType;
  }
  if (channelData.teamsTeamId || channelData.team?.id || id.includes('@thread.tacv2')) return 'channel';
  return isGroup || /@(thread\.v2|unq\.gbl\.spaces)/.test(id) ? 'groupChat' : 'personal';
}
