import type { Activity } from 'botbuilder';
import type { SlackPeople } from '../../../services/slack/slack-people.ts';
import { isSlack } from './is-slack.ts';
import { readSender, type SlackSender } from './slack-sender.ts';

/** How long Slack may take to say who somebody is, in milliseconds. */
const PATIENCE_MS = 1_500;

const REFUSAL =
  'You belong to another organisation than I do, so I forward nothing for you from here. Ask somebody of the other organisation to share it, or to have their administrator allow it (SLACK_ALLOW_EXTERNAL).';

/** Says whether people of other organisations, who share a channel of Slack with ours, may use the bot. */
export class ExternalPolicy {
  readonly #allowsExternal: boolean;
  readonly #people: Pick<SlackPeople, 'user'>;

  constructor(allowsExternal: boolean, people: Pick<SlackPeople, 'user'>) {
    this.#allowsExternal = allowsExternal;
    this.#people = people;
  }

  /** Why the sender of an activity may not, in words for them; undefined if they may. Never rejects. */
  async refusal(activity: Activity): Promise<string | undefined> {
    const sender = isSlack(activity) ? readSender(activity) : undefined;
    return sender && this.refusalOf(sender);
  }

  /** The same of somebody in a conversation that is shared with another organisation, or may be. */
  async refusalOf(sender: SlackSender): Promise<string | undefined> {
    if (this.#allowsExternal) return undefined;
    return (await this.#isOutsider(sender)) ? REFUSAL : undefined;
  }

  /** Nobody counts as one of ours of whom that can't be told. */
  async #isOutsider({ homes, userId, userTeams }: SlackSender): Promise<boolean> {
    if (userTeams.length > 0) return userTeams.some((team) => !homes.includes(team));
    const [teamId = ''] = homes;
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const user = await this.#people.user({ teamId, userId }, signal).catch(() => undefined);
    return user?.teamId === undefined || !homes.includes(user.teamId);
  }
}
