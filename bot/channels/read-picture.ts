import { refusals } from '../../services/forwards/refusals.ts';
import type { SharedFile } from '../../services/forwards/types.ts';
import { isSecureUrl } from '../is-secure-url.ts';
import { fileName } from './file-name.ts';
import type { LooseAttachment } from './loose-attachment.ts';

/**
 * Reads a picture that was pasted into a message. Its bytes lie with the connector, for the bot's token: one that
 * lies elsewhere is refused, since the token must not go there.
 * @param number which of the pictures of its message it is, from 1
 */
export function readPicture(
  { contentUrl, name }: LooseAttachment,
  serviceUrl: string,
  number: number,
): SharedFile {
  const shown = fileName(name ?? '') ?? (number === 1 ? 'Pasted picture' : `Pasted picture ${number}`);
  const url = contentUrl && bytesUrl(contentUrl, serviceUrl);
  if (!url) return { name: shown, refusal: refusals.pastedImage() };
  return { name: shown, kind: 'image', source: { kind: 'connectorAttachment', url, serviceUrl } };
}

/** A bare `…/v3/attachments/{id}` answers with facts about the picture instead of its bytes. */
function bytesUrl(contentUrl: string, serviceUrl: string): string | undefined {
  if (!isSecureUrl(contentUrl) || !URL.canParse(serviceUrl)) return undefined;
  const url = new URL(contentUrl);
  if (url.origin !== new URL(serviceUrl).origin || url.username !== '' || url.password !== '')
    return undefined;
  if (/\/v3\/attachments\/[^/]+\/?$/.test(url.pathname)) {
    url.pathname = `${url.pathname.replace(/\/$/, '')}/views/original`;
  }
  return url.href;
}
