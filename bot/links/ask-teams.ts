import type { Activity } from 'botbuilder';
import type { TeamsServices } from '../../services/teams/create-teams-services.ts';
import { conversationFacts } from '../channels/conversation-facts.ts';
import { lookupInShared } from '../channels/plan-lookup.ts';
import { answerInTime } from './answer-in-time.ts';
import type { ChatKnowledge } from './chat-knowledge.ts';

/** A person waits for the answer, and Teams for this turn: in milliseconds. */
const PATIENCE_MS = 2_500;

/** Asks Teams what only Teams knows. What it does not say in time is unknown. */
export function askTeams(
  teams: Pick<TeamsServices, 'isTeamOwner' | 'hasMessageAccess'>,
  patienceMs = PATIENCE_MS,
): ChatKnowledge {
  return {
    async isOwner(activity) {
      const { serviceUrl, teamId, tenantId, conversationId } = conversationFacts(activity);
      if (!serviceUrl || !teamId || !tenantId || !conversationId) return 'unknown';
      const { id: userId, aadObjectId } = activity.from;
      const person = {
        serviceUrl,
        teamId,
        tenantId,
        conversationId,
        userId,
        ...(aadObjectId && { aadObjectId }),
      };
      return answerInTime(patienceMs, (signal) => teams.isTeamOwner(person, signal));
    },
    async hasMessageAccess(activity) {
      const facts = conversationFacts(activity);
      // The press of a button is no message: the one that began the thread is, or the one that holds the card.
      const messageId = facts.kind === 'channel' ? facts.rootId : pressedOn(activity);
      const lookup = lookupInShared({ ...facts, messageId: messageId ?? facts.messageId }, false);
      if (!lookup) return 'unknown';
      return answerInTime(patienceMs, (signal) => teams.hasMessageAccess(lookup, signal));
    },
  };
}

function pressedOn({ value, replyToId }: Activity): string | undefined {
  return value === undefined || value === null ? undefined : replyToId;
}
