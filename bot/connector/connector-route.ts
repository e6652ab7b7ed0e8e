import type { Dispatcher } from 'undici';
import { boundedDispatcher } from '../../services/bounded-dispatcher.ts';
import { EgressPolicy } from '../../services/files/egress/egress-policy.ts';

const egress = new EgressPolicy([]);
const onThisMachine = boundedDispatcher();
let atPublicAddresses: Dispatcher | undefined;

/**
 * What connects to a connector: https at public addresses, or this machine if the url names that, so that no
 * service url leads into the network around the bot.
 * @throws DownloadError
 */
export function connectorRoute(url: URL): Dispatcher {
  const { lookup } = egress.check(url, 'connectorAttachment', { url, isConfigured: false });
  if (!lookup) return onThisMachine;
  atPublicAddresses ??= boundedDispatcher({ lookup });
  return atPublicAddresses;
}
