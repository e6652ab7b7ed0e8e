import { isSlack } from '../channels/slack/is-slack.ts';
import type { ChatKnowledge } from './chat-knowledge.ts';

/** Asks the chat that an activity comes from. */
export function askChat({
  teams,
  slack,
}: {
  readonly teams: ChatKnowledge;
  readonly slack: ChatKnowledge;
}): ChatKnowledge {
  const of = (activity: Parameters<typeof isSlack>[0]) => (isSlack(activity) ? slack : teams);
  return {
    isOwner: (activity) => of(activity).isOwner(activity),
    hasMessageAccess: (activity) => of(activity).hasMessageAccess(activity),
  };
}
