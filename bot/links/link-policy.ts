import type { Activity } from 'botbuilder';
import type { Admins } from '../admins.ts';
import type { LinkSettings } from '../config/config.ts';
import { placeOf } from '../places/place.ts';
import type { ChatOwners } from './chat-knowledge.ts';
import { linkWordsFor } from './link-words-for.ts';

/** Says who may link conversations, end links and change their mode. */
export class LinkPolicy {
  readonly #policy: LinkSettings['policy'];
  readonly #admins: Admins;
  readonly #owners: ChatOwners;

  constructor(policy: LinkSettings['policy'], admins: Admins, owners: ChatOwners) {
    this.#policy = policy;
    this.#admins = admins;
    this.#owners = owners;
  }

  /** Why the sender may not, in words that say who may; undefined if they may. */
  async refusal(activity: Activity): Promise<string | undefined> {
    if (this.#policy === 'anyone' || this.#admins.has(activity)) return undefined;
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
}
