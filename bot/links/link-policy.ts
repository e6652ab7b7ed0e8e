import type { Activity } from 'botbuilder';
import type { LinkSettings } from '../config.ts';
import { placeOf } from '../place.ts';
import { linkWordsFor } from './link-words-for.ts';
import type { TeamOwners } from './teams-knowledge.ts';

/** Says who may link conversations, end links and change their mode. */
export class LinkPolicy {
  readonly #policy: LinkSettings['policy'];
  readonly #adminIds: ReadonlySet<string>;
  readonly #adminObjectIds: ReadonlySet<string>;
  readonly #owners: TeamOwners;

  constructor({ policy, adminIds }: Pick<LinkSettings, 'policy' | 'adminIds'>, owners: TeamOwners) {
    this.#policy = policy;
    this.#adminIds = new Set(adminIds);
    // They are GUIDs, which people copy in either case.
    this.#adminObjectIds = new Set(adminIds.map((id) => id.toLowerCase()));
    this.#owners = owners;
  }

  /** Why the sender may not, in words that say who may; undefined if they may. */
  async refusal(activity: Activity): Promise<string | undefined> {
    if (this.#policy === 'anyone' || this.#isAdmin(activity)) return undefined;
    if (this.#policy === 'admins') {
      return 'Only administrators of this bot may change how conversations are linked. Ask one of them to do it; who they are is set in ADMIN_IDS.';
    }
    // A chat has no owners: whoever speaks in it is one of its members.
    if (placeOf(activity) !== 'channel') return undefined;
    const isOwner = await this.#owners.isOwner(activity);
    if (isOwner === 'yes') return undefined;
    const { notOwner, unknownOwner } = linkWordsFor(activity);
    return isOwner === 'no' ? notOwner : unknownOwner;
  }

  #isAdmin({ from }: Activity): boolean {
    const { id, aadObjectId } = from;
    return (
      this.#adminIds.has(id) ||
      (aadObjectId !== undefined && this.#adminObjectIds.has(aadObjectId.toLowerCase()))
    );
  }
}
