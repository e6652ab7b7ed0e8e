import { isIP, type LookupFunction } from 'node:net';
import { isLoopbackUrl } from '../../is-secure-url.ts';
import { DownloadError } from '../download-error.ts';
import type { FileSource } from '../file-source.ts';
import { FILE_HOSTS } from './file-hosts.ts';
import { isPublicAddress } from './public-address.ts';
import { publicLookup, type Resolve } from './public-lookup.ts';

/** Where a download may connect to. */
export interface Route {
  /**
   * Resolves the host for the connection and refuses addresses that are not public, so that the address
   * which was checked is the one that is used. Absent where configuration names the host.
   */
  readonly lookup?: LookupFunction;
}

/** The service that a file belongs to, where that is known from elsewhere than the file's own url. */
export interface Home {
  readonly url: URL;
  /** Configuration names it, so that it may be at any address. Otherwise it is public, or on loopback itself. */
  readonly isConfigured: boolean;
}

/** Decides which urls files may be fetched from: nothing is allowed unless a list says so. */
export class EgressPolicy {
  readonly #named: ReadonlySet<string>;
  readonly #suffixes: readonly string[];
  readonly #lookup: LookupFunction;

  /**
   * @param named entries of configuration, lower case: `host` or `host:port`, which may be private and plain
   * http, and `.suffix` for all names below it, which are held to https and public addresses
   * @param resolve for names that have to be public; the system's resolver if absent
   */
  constructor(named: readonly string[], resolve?: Resolve) {
    this.#named = new Set(named.filter((entry) => !entry.startsWith('.')));
    this.#suffixes = named.filter((entry) => entry.startsWith('.'));
    this.#lookup = publicLookup(resolve);
  }

  /**
   * @param home whose origin is allowed on top of the hosts of this kind
   * @throws DownloadError if the url may not be fetched for this kind of source.
   */
  check(url: URL, kind: FileSource['kind'], home?: Home): Route {
    const isHttp = url.protocol === 'https:' || url.protocol === 'http:';
    if (!isHttp || url.username || url.password) throw DownloadError.refusedHost(url.host);
    const port = url.port || (url.protocol === 'https:' ? '443' : '80');
    if (this.#named.has(url.hostname) || this.#named.has(`${url.hostname}:${port}`)) return {};
    if (home && home.url.origin === url.origin) return this.#routeHome(home);
    const isListed = [...FILE_HOSTS[kind], ...this.#suffixes].some((host) =>
      host.startsWith('.') ? url.hostname.endsWith(host) : url.hostname === host,
    );
    if (!isListed || url.protocol !== 'https:' || port !== '443') throw DownloadError.refusedHost(url.host);
    return { lookup: this.#lookup };
  }

  #routeHome({ url, isConfigured }: Home): Route {
    if (isConfigured || isLoopbackUrl(url.href)) return {};
    // The address in a url is connected to without a lookup.
    const address = url.hostname.replace(/^\[|\]$/g, '');
    const isPrivate = isIP(address) !== 0 && !isPublicAddress(address);
    if (url.protocol !== 'https:' || isPrivate) throw DownloadError.refusedHost(url.host);
    return { lookup: this.#lookup };
  }
}
