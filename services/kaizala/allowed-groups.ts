import { BridgeError } from '../errors.ts';
import type { KaizalaClient } from './types.ts';

/** A post was about to go to a group that is not allowed, or not any more. */
export class ForbiddenGroupError extends BridgeError {
  /** An administrator can allow it, after which it can be tried again. */
  readonly canBeMended = true;

  constructor() {
    super(
      'kaizala.forbiddenGroup',
      'This bot may not post to that group. Ask an administrator to allow it (ALLOWED_GROUP_IDS), then try again; or share the files again for another group.',
      { action: 'giveUp' },
    );
  }
}

/** Which of the connector's groups the bot may show and post to. */
export class AllowedGroups {
  readonly #ids: ReadonlySet<string>;

  /** @param ids none: all of them */
  constructor(ids: readonly string[]) {
    this.#ids = new Set(ids);
  }

  get areAll(): boolean {
    return this.#ids.size === 0;
  }

  has(id: string): boolean {
    return this.areAll || this.#ids.has(id);
  }
}

export const ALL_GROUPS = new AllowedGroups([]);

/**
 * The client as far as these groups go: no other is listed, and nothing uploaded for or posted to another, whoever
 * chose it and whenever. Such calls throw {@link ForbiddenGroupError} before anything leaves; what a group has already can still be read, to
 * learn what became of a post.
 */
export function withinGroups(client: KaizalaClient, allowed: AllowedGroups): KaizalaClient {
  if (allowed.areAll) return client;
  const check = (groupId: string) => {
    if (!allowed.has(groupId)) throw new ForbiddenGroupError();
  };
  return {
    uploadMedia: async (files, options) => {
      if (options?.groupId !== undefined) check(options.groupId);
      return client.uploadMedia(files, options);
    },
    listActions: (groupId, query, options) => client.listActions(groupId, query, options),
    listGroups: async (options) => (await client.listGroups(options)).filter(({ id }) => allowed.has(id)),
    postAction: async (groupId, action, options) => {
      check(groupId);
      return client.postAction(groupId, action, options);
    },
  };
}
