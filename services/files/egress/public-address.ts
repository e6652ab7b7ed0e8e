import ipaddr from 'ipaddr.js';

/** Inside of the clouds they are not what they look like: Azure's own server for its machines. */
const CLOUDS_OWN: ReadonlySet<string> = new Set(['168.63.129.16']);
/** All of IPv6 that is given out for use on the internet. */
const GLOBAL_V6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address is one on the open internet: not this machine, its network, a cloud's metadata or one
 * that stands for another address. Text that is no address isn't.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (address.range() !== 'unicast' || CLOUDS_OWN.has(address.toString())) return false;
  return address instanceof ipaddr.IPv4 || (address.zoneId === undefined && address.match(GLOBAL_V6));
}
