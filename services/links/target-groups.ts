import { BridgeError } from '../errors.ts';
import type { KaizalaClient, KaizalaGroup } from '../kaizala/types.ts';

/** Which groups a forward may go to. */
export type Targets =
  | { readonly kind: 'fixed'; readonly group: KaizalaGroup }
  | { readonly kind: 'choice'; readonly groups: readonly KaizalaGroup[] };

/** Kaizala did not say in time which groups there are. */
class GroupsUnavailableError extends BridgeError {
  constructor(options?: ErrorOptions) {
    super(
      'kaizala.groups',
      'Kaizala did not say in time which groups there are. Try again in a while.',
      { action: 'retry' },
      options,
    );
  }
}

/** Stands in for the default group's name while Kaizala does not tell it. */
const NAMELESS = 'the default group';
const FRESH_MS = 60_000;
/** A person waits for the answer, and the chat for this turn, so Kaizala gets no longer than this. */
const PATIENCE_MS = 3_000;

/**
 * Knows the groups of the connector, and which of them a conversation may post to. The list is fetched when
 * it is first needed and kept for a minute; an older one serves when Kaizala does not answer.
 */
export class TargetGroups {
  readonly #kaizala: KaizalaClient;
  readonly #defaultGroupId: string | undefined;
  #known: { readonly groups: readonly KaizalaGroup[]; readonly at: number } | undefined;

  constructor(kaizala: KaizalaClient, defaultGroupId: string | undefined) {
    this.#kaizala = kaizala;
    this.#defaultGroupId = defaultGroupId;
  }

  /**
   * Every group of the connector.
   * @throws the client's errors, or one of its own after three seconds, if there is no list to fall back on.
   */
  async list(): Promise<readonly KaizalaGroup[]> {
    const isFresh = this.#known && this.#known.groups.length > 0 && Date.now() - this.#known.at < FRESH_MS;
    if (this.#known && isFresh) return this.#known.groups;
    try {
      const groups = await this.#kaizala.listGroups({ signal: AbortSignal.timeout(PATIENCE_MS) });
      this.#known = { groups, at: Date.now() };
      return groups;
    } catch (error) {
      if (this.#known) return this.#known.groups;
      const isLate = error instanceof DOMException && error.name === 'TimeoutError';
      throw isLate ? new GroupsUnavailableError({ cause: error }) : error;
    }
  }

  /**
   * The group of that id, looked for anew if it was not there a moment ago. Undefined if the connector has none
   * such, or Kaizala can't be asked.
   */
  async find(id: string): Promise<KaizalaGroup | undefined> {
    const isIt = (group: KaizalaGroup) => group.id === id;
    const known = this.#known?.groups.find(isIt);
    if (known) return known;
    if (this.#known) this.#known = { ...this.#known, at: 0 };
    return (await this.list().catch((): KaizalaGroup[] => [])).find(isIt);
  }

  /**
   * The default group if configuration names one, the only group if there is just one, else the choice.
   * @throws the client's errors, if there is a choice and it can't be told.
   */
  async targets(): Promise<Targets> {
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
