import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { isSlack } from '../channels/slack/is-slack.ts';

const named = z.object({
  conversation: z.object({ tenantId: z.string().nullish() }),
  channelData: z
    .object({ tenant: z.object({ id: z.string().nullish() }).nullish() })
    .nullish()
    .catch(undefined),
});

/** Whose people may talk to the bot. */
export class Tenants {
  readonly #allowed: ReadonlySet<string>;

  /** @param allowed ids of tenants, in either case; none: everybody may */
  constructor(allowed: readonly string[]) {
    this.#allowed = new Set(allowed.map((id) => id.toLowerCase()));
  }

  /**
   * Whether an activity comes from one of them. A conversation belongs to the tenant that hosts it, guests included.
   * All tenants that the activity names have to be allowed, and one without any is refused, but for Slack's, which
   * has none.
   */
  admit(activity: Activity): boolean {
    if (this.#allowed.size === 0 || isSlack(activity)) return true;
    const { conversation, channelData } = named.safeParse(activity).data ?? {};
    const tenants = [conversation?.tenantId, channelData?.tenant?.id].filter(
      (id) => typeof id === 'string' && id !== '',
    );
    return tenants.length > 0 && tenants.every((id) => this.#allowed.has(String(id).toLowerCase()));
  }
}
