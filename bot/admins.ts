import type { Activity } from 'botbuilder';
import { TEAMS } from './channels/conversation-facts.ts';
import { isSlack } from './channels/slack/is-slack.ts';

/**
 * Knows who is an administrator, by nothing but what the chat itself says of a sender. Elsewhere than in Teams and Slack
 * people may choose what they are called, so nobody is one there.
 */
export class Admins {
  readonly #ids: ReadonlySet<string>;
  readonly #objectIds: ReadonlySet<string>;

  /**
   * @param ids AAD object ids in either case, Teams' own ids, and ids of Slack: `U…`, or `U…:T…` for that of one
   * workspace alone.
   */
  constructor(ids: readonly string[]) {
    this.#ids = new Set(ids);
    // They are GUIDs, which people copy in either case.
    this.#objectIds = new Set(ids.map((id) => id.toLowerCase()));
  }

  has(activity: Activity): boolean {
    const { id, aadObjectId } = activity.from;
    if (isSlack(activity)) return this.#hasSlackUser(id, activity.conversation.tenantId);
    if (activity.channelId !== TEAMS) return false;
    return this.#ids.has(id) || (aadObjectId !== undefined && this.#objectIds.has(aadObjectId.toLowerCase()));
  }

  /** Azure names people of Slack with their workspace: `U…:T…`. */
  #hasSlackUser(id: string, conversationTeam: string | undefined): boolean {
    const [user = '', team = conversationTeam] = id.split(':');
    return this.#ids.has(user) || this.#ids.has(`${user}:${team}`);
  }
}
