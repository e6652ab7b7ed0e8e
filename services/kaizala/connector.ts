import { baseUrl } from './base-url.ts';
import { Endpoint } from './endpoint.ts';
import { isTrustedEndpoint } from './endpoint-trust.ts';
import { KaizalaStateError } from './errors.ts';
import { plainCause } from './plain-cause.ts';
import type { ConnectorState, ConnectorStore } from './types.ts';

interface Changes {
  refreshToken?: string;
  /** Null: no longer known to have moved. */
  endpointUrl?: string | null;
}

/** What Kaizala has told this connector and must outlive the process: its refresh token and its endpoint. */
export class Connector {
  readonly #apiRoot: URL;
  readonly #store: ConnectorStore;
  readonly #endpoint: Endpoint;
  #refreshToken: string;
  #loaded: Promise<void> | undefined;
  #unsaved: Changes = {};
  #saves: Promise<void> = Promise.resolve();

  /** @param refreshToken the configured one, used until the store or Kaizala has a newer one */
  constructor(apiRoot: URL, refreshToken: string, store: ConnectorStore) {
    this.#apiRoot = apiRoot;
    this.#refreshToken = refreshToken;
    this.#store = store;
    this.#endpoint = new Endpoint(apiRoot);
  }

  get refreshToken(): string {
    return this.#refreshToken;
  }

  get endpoint(): URL {
    return this.#endpoint.current;
  }

  /** Loads the stored state on the first call. A failure is not remembered. */
  load(): Promise<void> {
    this.#loaded ??= this.#read().then(
      ({ refreshToken, endpointUrl }) => {
        this.#refreshToken = refreshToken ?? this.#refreshToken;
        const endpoint = endpointUrl === undefined ? undefined : this.trusted(endpointUrl);
        // Not trusted: kept under another configuration, such as an emulator's.
        if (endpoint) this.#endpoint.moveTo(endpoint);
      },
      (error: unknown) => {
        this.#loaded = undefined;
        throw error;
      },
    );
    return this.#loaded;
  }

  /** The url as an endpoint; undefined if credentials must not go there. */
  trusted(url: string): URL | undefined {
    if (!URL.canParse(url)) return undefined;
    const base = baseUrl(url);
    return isTrustedEndpoint(base, this.#apiRoot) ? base : undefined;
  }

  /** Takes over a new refresh token. Kaizala has revoked the old one, so {@link save} before going on. */
  rotate(refreshToken: string): void {
    if (refreshToken === this.#refreshToken) return;
    this.#refreshToken = refreshToken;
    this.#unsaved.refreshToken = refreshToken;
  }

  /** Takes over the refresh token that another instance of the bot has stored. True if there was one. */
  async adoptStoredToken(): Promise<boolean> {
    const { refreshToken } = await this.#read();
    if (refreshToken === undefined || refreshToken === this.#refreshToken) return false;
    this.#refreshToken = refreshToken;
    return true;
  }

  /** Takes note of the `endpointUrl` that came with an access token. */
  announceEndpoint(url: URL): void {
    if (this.#endpoint.announce(url)) this.#unsaved.endpointUrl = null;
  }

  /** Takes note of a 308. */
  moveEndpoint(url: URL): void {
    this.#endpoint.moveTo(url);
    this.#unsaved.endpointUrl = url.href;
  }

  /** For this process only: the next one finds out for itself. */
  forgetMove(): void {
    this.#endpoint.forgetMove();
  }

  /**
   * Saves what has changed, one save at a time. What could not be saved is kept for the next time.
   * @throws KaizalaStateError
   */
  save(): Promise<void> {
    const save = this.#saves.then(() => this.#saveChanges());
    this.#saves = save.catch(() => {});
    return save;
  }

  async #saveChanges(): Promise<void> {
    const changes = this.#unsaved;
    if (Object.keys(changes).length === 0) return;
    this.#unsaved = {};
    try {
      // Another instance of the bot may have saved meanwhile, so only what changed here is written over.
      const stored = await this.#read();
      await this.#write({ ...stored, ...changes });
    } catch (error) {
      this.#unsaved = { ...changes, ...this.#unsaved };
      throw error;
    }
  }

  async #read(): Promise<ConnectorState> {
    try {
      return await this.#store.load();
    } catch (error) {
      throw this.#stateError('loaded', error);
    }
  }

  async #write({ refreshToken, endpointUrl }: Changes): Promise<void> {
    try {
      await this.#store.save({ ...(refreshToken && { refreshToken }), ...(endpointUrl && { endpointUrl }) });
    } catch (error) {
      throw this.#stateError('saved', error);
    }
  }

  #stateError(verb: 'loaded' | 'saved', error: unknown): KaizalaStateError {
    const cause = plainCause(error, [this.#refreshToken]);
    return new KaizalaStateError(`The Kaizala connector's state can't be ${verb}. Check the database.`, {
      cause,
    });
  }
}
