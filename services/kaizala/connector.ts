import { setTimeout as delay } from 'node:timers/promises';
import { plainCause } from '../plain-cause.ts';
import { baseUrl } from './base-url.ts';
import { Endpoint } from './endpoint.ts';
import { isTrustedEndpoint } from './endpoint-trust.ts';
import { KaizalaStateError } from './errors.ts';
import type { ConnectorState, ConnectorStore } from './types.ts';

/** An instance that was just given a new refresh token takes a moment to store it. */
const LOOKS = 4;
const LOOK_AGAIN_MS = 300;

interface Changes {
  /** With the one that Kaizala has revoked for it. */
  refreshToken?: { readonly value: string; readonly replaces: string };
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
    const replaces = this.#unsaved.refreshToken?.replaces ?? this.#refreshToken;
    this.#unsaved.refreshToken = { value: refreshToken, replaces };
    this.#refreshToken = refreshToken;
  }

  /**
   * Takes over the refresh token that another instance of the bot has stored, or is about to. True if there is one.
   */
  async adoptStoredToken(): Promise<boolean> {
    for (let look = 0; look < LOOKS; look++) {
      if (look > 0) await delay(LOOK_AGAIN_MS);
      const { refreshToken } = await this.#read();
      if (refreshToken !== undefined && refreshToken !== this.#refreshToken) {
        this.#refreshToken = refreshToken;
        return true;
      }
    }
    return false;
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
      const { refreshToken = this.#refreshToken } = await this.#update((stored) => merge(stored, changes));
      this.#refreshToken = refreshToken;
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

  async #update(change: (stored: ConnectorState) => ConnectorState): Promise<ConnectorState> {
    try {
      return await this.#store.update(change);
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

/** Another instance of the bot may have saved meanwhile: what did not change here stays, and so does a newer token. */
function merge(stored: ConnectorState, { refreshToken, endpointUrl }: Changes): ConnectorState {
  const token = refreshToken && isNewer(refreshToken, stored) ? refreshToken.value : stored.refreshToken;
  const endpoint = endpointUrl === undefined ? stored.endpointUrl : (endpointUrl ?? undefined);
  return {
    ...(token !== undefined && { refreshToken: token }),
    ...(endpoint !== undefined && { endpointUrl: endpoint }),
  };
}

function isNewer({ replaces }: { readonly replaces: string }, stored: ConnectorState): boolean {
  return stored.refreshToken === undefined || stored.refreshToken === replaces;
}
