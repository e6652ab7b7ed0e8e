import { type LookupAddress, lookup as resolveName } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { isLoopbackUrl } from '../is-secure-url.ts';
import { DownloadError } from './download-error.ts';
import { FILE_HOSTS } from './file-hosts.ts';
import type { FileSource } from './file-source.ts';

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

  /** @param named `host` or `host:port` entries of configuration, lower case. They may be private. */
  constructor(named: readonly string[]) {
    this.#named = new Set(named);
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
    if (home && home.url.origin === url.origin) return routeHome(home);
    const isListed = FILE_HOSTS[kind].some((host) =>
      host.startsWith('.') ? url.hostname.endsWith(host) : url.hostname === host,
    );
    if (!isListed || url.protocol !== 'https:' || port !== '443') throw DownloadError.refusedHost(url.host);
    return { lookup: lookupPublic };
  }
}

function routeHome({ url, isConfigured }: Home): Route {
  if (isConfigured || isLoopbackUrl(url.href)) return {};
  // The address in a url is connected to without a lookup.
  const address = url.hostname.replace(/^\[|\]$/g, '');
  const isPrivate = ipaddr.isValid(address) && !isPublic(address);
  if (url.protocol !== 'https:' || isPrivate) throw DownloadError.refusedHost(url.host);
  return { lookup: lookupPublic };
}

const lookupPublic: LookupFunction = (hostname, options, callback) => {
  resolveName(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '');
    const open = (addresses as LookupAddress[]).filter(({ address }) => isPublic(address));
    const [first] = open;
    if (!first) return callback(DownloadError.refusedHost(hostname), '');
    return options.all ? callback(null, open) : callback(null, first.address, first.family);
  });
};

function isPublic(address: string): boolean {
  return ipaddr.process(address).range() === 'unicast';
}
