import { abortable } from '../abortable.ts';
import type { BotTokens } from '../bot-tokens.ts';
import { isSecureUrl } from '../is-secure-url.ts';
import type { FileSource } from './file-source.ts';
import type { Reach } from './reach.ts';

/** The address of an attachment's description, which its bytes lie below: sources may have either. */
const DESCRIPTION = /\/v3\/attachments\/[^/]+\/?$/;

/**
 * Reaches what the connector keeps. The bot's token goes there only if the url has the very origin of the
 * activity's service url, which was authenticated with the activity.
 */
export async function reachAttachment(
  { kind, url: given, serviceUrl }: Extract<FileSource, { kind: 'connectorAttachment' }>,
  botTokens: BotTokens,
  signal: AbortSignal,
): Promise<Reach> {
  const url = new URL(given);
  if (DESCRIPTION.test(url.pathname)) url.pathname = `${url.pathname.replace(/\/$/, '')}/views/original`;
  const home = { url: new URL(serviceUrl), isConfigured: false };
  const isOwn = url.origin === home.url.origin && isSecureUrl(url.href);
  const token = isOwn ? await abortable(botTokens.token(), signal) : undefined;
  return { kind, url, home, ...(token && { authorization: `Bearer ${token}` }) };
}
