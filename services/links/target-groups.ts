import type { KaizalaGroup } from '../kaizala/types.ts';
import type { GroupList } from './group-list.ts';
import type { Links } from './links.ts';

/** Which groups a forward may go to. */
export type Targets =
  | { readonly kind: 'fixed'; readonly group: KaizalaGroup }
  | { readonly kind: 'choice'; readonly groups: readonly KaizalaGroup[] }
  /** Nowhere for now: the conversation is linked to a group that can't be told, or is not there any more. */
  | { readonly kind: 'blocked'; readonly reason: string };

/** Stands in for the default group's name while Kaizala does not tell it. */
const NAMELESS = 'the default group';

/** Knows which of the connector's groups a conversation may post to. */
export class TargetGroups {
  readonly #groups: GroupList;
  readonly #links: Pick<Links, 'find'>;
  readonly #defaultGroupId: string | undefined;

  constructor(groups: GroupList, links: Pick<Links, 'find'>, defaultGroupId: string | undefined) {
    this.#groups = groups;
    this.#links = links;
    this.#defaultGroupId = defaultGroupId;
  }

  /** See {@link GroupList.list}. */
  list(): Promise<readonly KaizalaGroup[]> {
    return this.#groups.list();
  }

  /** See {@link GroupList.find}. */
  find(id: string): Promise<KaizalaGroup | undefined> {
    return this.#groups.find(id);
  }

  /** The group with its name, if that was not known when it was chosen and is by now. It never rejects. */
  async named(group: KaizalaGroup): Promise<KaizalaGroup> {
    if (group.name !== NAMELESS) return group;
    const groups = await this.list().catch((): KaizalaGroup[] => []);
    return groups.find(({ id }) => id === group.id) ?? group;
  }

  /**
   * The group that the conversation is linked to, else the default group if configuration names one, else the
   * only group if there is just one, else the choice.
   * @param scope from `scopeOf`
   * @throws the client's errors, if there is a choice and it can't be told.
   */
  async targets(scope: string): Promise<Targets> {
    const link = await this.#links.find(scope);
    if (link?.group) return { kind: 'fixed', group: link.group };
    if (link) return { kind: 'blocked', reason: link.problem };
    const id = this.#defaultGroupId;
    if (id !== undefined) {
      const groups = await this.list().catch((): KaizalaGroup[] => []);
      return { kind: 'fixed', group: groups.find((group) => group.id === id) ?? { id, name: NAMELESS } };
    }
    const groups = await this.list();
    const [only, ...others] = groups;
    return only && others.length === 0 ? { kind: 'fixed', group: only } : { kind: 'choice', groups };
  }
}
