import type { Database } from '../database/database.ts';
import { BridgeError } from '../errors.ts';
import { ALL_GROUPS, type AllowedGroups } from '../kaizala/allowed-groups.ts';
import type { KaizalaGroup } from '../kaizala/types.ts';
import type { GroupList } from './group-list.ts';
import type { ConfiguredLink, Link, LinkMode } from './link.ts';
import { groupsNamed } from './matching-groups.ts';

/** The conversation is linked in `LINKS_FILE`, which a chat can't change. */
class ConfiguredLinkError extends BridgeError {
  constructor() {
    super(
      'links.configured',
      'This conversation is linked in the bot’s configuration, so the link can’t be changed from here. Ask whoever keeps that file (LINKS_FILE).',
      { action: 'giveUp' },
    );
  }
}

/** What a new link is made of. */
export interface NewLink {
  readonly scope: string;
  readonly group: KaizalaGroup;
  readonly mode: LinkMode;
  /** With their object id in Entra ID, if they have one. */
  readonly linkedBy: { readonly id: string; readonly name?: string; readonly entraId?: string };
}

interface LinksOptions {
  /** Those of `LINKS_FILE`. */
  readonly configured?: readonly ConfiguredLink[];
  readonly allowed?: AllowedGroups;
}

interface LinkRow {
  readonly group_id: string;
  readonly group_name: string;
  readonly mode: LinkMode;
  readonly linked_by_id: string;
  readonly linked_by_name: string | null;
  readonly linked_at: Date;
}

/** Which conversation is linked to which group. What stands in `LINKS_FILE` wins over what the chat said. */
export class Links {
  readonly #database: Database;
  readonly #groups: GroupList;
  readonly #allowed: AllowedGroups;
  readonly #configured: ReadonlyMap<string, ConfiguredLink>;

  constructor(
    database: Database,
    groups: GroupList,
    { configured = [], allowed = ALL_GROUPS }: LinksOptions = {},
  ) {
    this.#database = database;
    this.#groups = groups;
    this.#allowed = allowed;
    this.#configured = new Map(configured.map((link) => [link.scope, link]));
  }

  /** The link of a conversation, with its group as Kaizala knows it now. Kaizala is asked once a minute at most. */
  async find(scope: string): Promise<Link | undefined> {
    const configured = this.#configured.get(scope);
    if (configured) return this.#resolveConfigured(configured);
    const [row] = await this.#database.query<LinkRow>('SELECT * FROM bridge.links WHERE scope = $1', [scope]);
    return row && this.#resolveStored(scope, row);
  }

  /**
   * Links a conversation anew, whatever it was linked to before. The group must be one of the connector's.
   * @throws BridgeError if the file has it.
   */
  async set({ scope, group, mode, linkedBy }: NewLink): Promise<void> {
    this.#refuseConfigured(scope);
    await this.#database.query(
      `INSERT INTO bridge.links (scope, group_id, group_name, mode, linked_by_id, linked_by_name,
         linked_by_entra_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (scope) DO UPDATE SET group_id = excluded.group_id, group_name = excluded.group_name,
         mode = excluded.mode, linked_by_id = excluded.linked_by_id, linked_by_name = excluded.linked_by_name,
         linked_by_entra_id = excluded.linked_by_entra_id, linked_at = now()`,
      [
        scope,
        group.id,
        group.name,
        mode,
        linkedBy.id,
        linkedBy.name ?? null,
        linkedBy.entraId?.toLowerCase() ?? null,
      ],
    );
  }

  /** False: it was not linked. @throws BridgeError if the file has it. */
  async remove(scope: string): Promise<boolean> {
    this.#refuseConfigured(scope);
    const removed = await this.#database.query('DELETE FROM bridge.links WHERE scope = $1 RETURNING 1', [
      scope,
    ]);
    return removed.length > 0;
  }

  /** False: it is not linked. @throws BridgeError if the file has it. */
  async setMode(scope: string, mode: LinkMode): Promise<boolean> {
    this.#refuseConfigured(scope);
    const changed = await this.#database.query(
      'UPDATE bridge.links SET mode = $2 WHERE scope = $1 RETURNING 1',
      [scope, mode],
    );
    return changed.length > 0;
  }

  /** What is wrong with the groups of `LINKS_FILE` as Kaizala knows them now, each with its place in the file. */
  async problems(): Promise<string[]> {
    const links = [...this.#configured.values()];
    const resolved = await Promise.all(
      links.map(async (link) => [link, await this.find(link.scope)] as const),
    );
    return resolved.flatMap(([{ place }, link]) => (link?.problem ? [`${place}: ${link.problem}`] : []));
  }

  #refuseConfigured(scope: string): void {
    if (this.#configured.has(scope)) throw new ConfiguredLinkError();
  }

  async #resolveConfigured({ scope, mode, group: writtenName }: ConfiguredLink): Promise<Link> {
    const record = { scope, mode, origin: 'file', writtenName } as const;
    const groups = await this.#list();
    if (typeof groups === 'string') return { ...record, problem: groups };
    const [group, ...others] = groupsNamed(writtenName, groups);
    if (!group)
      return { ...record, problem: this.#allowed.areAll ? missing(writtenName) : absent(writtenName) };
    if (others.length > 0) return { ...record, problem: ambiguous(writtenName) };
    return { ...record, group };
  }

  async #resolveStored(scope: string, row: LinkRow): Promise<Link> {
    const { group_id: id, group_name: writtenName, mode, linked_by_name: name, linked_at: linkedAt } = row;
    const linkedBy = { id: row.linked_by_id, ...(name !== null && { name }) };
    const record = { scope, mode, origin: 'chat', linkedBy, linkedAt, writtenName } as const;
    if (!this.#allowed.has(id)) return { ...record, problem: forbidden(writtenName) };
    const groups = await this.#list();
    if (typeof groups === 'string') return { ...record, group: { id, name: writtenName } };
    const group = groups.find((candidate) => candidate.id === id);
    return group ? { ...record, group } : { ...record, problem: missing(writtenName) };
  }

  /** In place of the groups, why they can't be told. */
  async #list(): Promise<readonly KaizalaGroup[] | string> {
    try {
      return await this.#groups.list();
    } catch (error) {
      if (!(error instanceof BridgeError)) throw error;
      return error.message;
    }
  }
}

function missing(name: string): string {
  return `The group “${name}”, to which this conversation is linked, is not among those of the Kaizala connector. Ask an administrator to add the connector to it, or link another one.`;
}

function forbidden(name: string): string {
  return `The group “${name}”, to which this conversation is linked, is not one that this bot may post to. Link another one, or ask an administrator to allow it (ALLOWED_GROUP_IDS).`;
}

/** By a name alone, a group that is not allowed can't be told from one that is not there. */
function absent(name: string): string {
  return `The group “${name}”, to which this conversation is linked, is not among those that this bot may post to. Ask an administrator to add the Kaizala connector to it and to allow it (ALLOWED_GROUP_IDS), or link another one.`;
}

function ambiguous(name: string): string {
  return `Several Kaizala groups are called “${name}”, to which this conversation is linked. Ask whoever keeps LINKS_FILE to write the group’s id there.`;
}
