import { Agent } from 'undici';
import { EgressPolicy } from '../../services/files/egress-policy.ts';

const egress = new EgressPolicy([]);
const onThisMachine = new Agent({ allowH2: false });
let atPublicAddresses: Agent | undefined;

/**
 * What connects to a connector: https at public addresses, or this machine if the url names that, so that no
 * service url leads into the network around the bot.
 * @throws DownloadError
 */
export function connectorRoute(url: URL): Agent {
  const { lookup } = egress.check(url, 'connectorAttachment', { url, isConfigured: false });
  if (!lookup) return onThisMachine;
  atPublicAddresses ??= new Agent({ allowH2: false, connect: { lookup } });
  return atPublicAddresses;
}
