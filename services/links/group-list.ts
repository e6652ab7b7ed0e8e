import { BridgeError } from '../errors.ts';
import type { KaizalaClient, KaizalaGroup } from '../kaizala/types.ts';

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

const FRESH_MS = 60_000;
/** How long an old list serves before a Kaizala that did not answer is asked again. */
const RESPITE_MS = 10_000;
/** A person waits for the answer, and the chat for this turn, so Kaizala gets no longer than this. */
const PATIENCE_MS = 3_000;

/**
 * The groups of the connector. The list is fetched when it is first needed and kept for a minute; an older one
 * serves when Kaizala does not answer.
 */
export class GroupList {
  readonly #kaizala: KaizalaClient;
  #known: readonly KaizalaGroup[] | undefined;
  /** Until when what is known need not be asked for. */
  #freshUntil = 0;
  #asking: Promise<readonly KaizalaGroup[]> | undefined;

  constructor(kaizala: KaizalaClient) {
    this.#kaizala = kaizala;
  }

  /**
   * Every group of the connector.
   * @throws the client's errors, or one of its own after three seconds, if there is no list to fall back on.
   */
  async list(): Promise<readonly KaizalaGroup[]> {
    if (this.#known && Date.now() < this.#freshUntil) return this.#known;
    // Many who ask at once cost one call.
    this.#asking ??= this.#fetch().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  /**
   * The group of that id, looked for anew if it was not there a moment ago. Undefined if the connector has none
   * such, or Kaizala can't be asked.
   */
  async find(id: string): Promise<KaizalaGroup | undefined> {
    const isIt = (group: KaizalaGroup) => group.id === id;
    const known = this.#known?.find(isIt);
    if (known) return known;
    this.#freshUntil = 0;
    return (await this.list().catch((): KaizalaGroup[] => [])).find(isIt);
  }

  async #fetch(): Promise<readonly KaizalaGroup[]> {
    try {
      const groups = await this.#kaizala.listGroups({ signal: AbortSignal.timeout(PATIENCE_MS) });
      this.#known = groups;
      // Of a connector that is in no group yet, one waits for the first.
      this.#freshUntil = groups.length > 0 ? Date.now() + FRESH_MS : 0;
      return groups;
    } catch (error) {
      if (this.#known) {
        this.#freshUntil = Date.now() + RESPITE_MS;
        return this.#known;
      }
      const isLate = error instanceof DOMException && error.name === 'TimeoutError';
      throw isLate ? new GroupsUnavailableError({ cause: error }) : error;
    }
  }
}
