import type { Activity } from 'botbuilder';
import { z } from 'zod';

const text = z.string().min(1).optional().catch(undefined);
const withId = z.object({ id: text }).optional().catch(undefined);

const facts = z.object({
  serviceUrl: text,
  id: text,
  conversation: z.object({ id: text, conversationType: text, tenantId: text }).catch({}),
  channelData: z.object({ teamsTeamId: text, team: withId, tenant: withId }).catch({}),
});

/** Where a message was said, as far as its activity tells. */
export interface ConversationFacts {
  /** One whose kind is not told counts as personal, as it does for Teams' own library. */
  readonly kind: 'personal' | 'groupChat' | 'channel';
  readonly serviceUrl: string | undefined;
  readonly messageId: string | undefined;
  readonly tenantId: string | undefined;
  readonly teamId: string | undefined;
  /** The conversation without its thread. */
  readonly conversationId: string | undefined;
  /** The message that began the thread. */
  readonly rootId: string | undefined;
}

const THREAD = ';messageid=';

/** Reads where a message was said. */
export function conversationFacts(activity: Activity): ConversationFacts {
  const parsed = facts.safeParse(activity);
  const { serviceUrl, id, conversation = {}, channelData = {} } = parsed.success ? parsed.data : {};
  const { conversationType } = conversation;
  const [conversationId, rootId] = conversation.id?.split(THREAD) ?? [];
  return {
    kind: conversationType === 'channel' || conversationType === 'groupChat' ? conversationType : 'personal',
    serviceUrl,
    messageId: id,
    tenantId: conversation.tenantId ?? channelData.tenant?.id,
    teamId: channelData.teamsTeamId ?? channelData.team?.id,
    conversationId,
    rootId: rootId || id,
  };
}
