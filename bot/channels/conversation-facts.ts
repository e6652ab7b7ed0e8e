import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { THREAD } from '../../services/links/scope-of.ts';
import { type Place, placeOf } from '../places/place.ts';

const text = z.string().min(1).optional().catch(undefined);
const withId = z.object({ id: text }).optional().catch(undefined);

const facts = z.object({
  serviceUrl: text,
  id: text,
  conversation: z.object({ id: text, tenantId: text }).catch({}),
  channelData: z.object({ teamsTeamId: text, team: withId, tenant: withId }).catch({}),
});

/** Where a message was said, as far as its activity tells. */
export interface ConversationFacts {
  readonly kind: Place;
  /** Elsewhere people can write whatever they like into an activity. */
  readonly isTeams: boolean;
  readonly serviceUrl: string | undefined;
  readonly messageId: string | undefined;
  /** Of Teams alone, so that nobody else has files or messages looked up with the app's permissions. */
  readonly tenantId: string | undefined;
  readonly teamId: string | undefined;
  /** The conversation without its thread. */
  readonly conversationId: string | undefined;
  /** The message that began the thread. */
  readonly rootId: string | undefined;
}

/** The channel whose activities are Teams' own word. */
export const TEAMS = 'msteams';

/** Reads where a message was said. */
export function conversationFacts(activity: Activity): ConversationFacts {
  const parsed = facts.safeParse(activity);
  const { serviceUrl, id, conversation = {}, channelData = {} } = parsed.success ? parsed.data : {};
  const isTeams = activity.channelId === TEAMS;
  const [conversationId, rootId] = conversation.id?.split(THREAD) ?? [];
  return {
    kind: placeOf(activity),
    isTeams,
    serviceUrl,
    messageId: id,
    tenantId: isTeams ? (conversation.tenantId ?? channelData.tenant?.id) : undefined,
    teamId: channelData.teamsTeamId ?? channelData.team?.id,
    conversationId,
    rootId: rootId || id,
  };
}
