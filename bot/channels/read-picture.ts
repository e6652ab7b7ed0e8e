import { extname } from 'node:path';
import { fileName } from '../../services/files/file-name.ts';
import { refusals } from '../../services/forwards/refusals.ts';
import type { SharedFile } from '../../services/forwards/types.ts';
import { isSecureUrl } from '../../services/is-secure-url.ts';
import { mediaKindOf } from '../../services/kaizala/media-types.ts';
import { pastedPicture } from '../../services/teams/pasted-picture.ts';
import type { LooseAttachment } from './loose-attachment.ts';

/**
 * Reads a picture that was pasted into a message. Its bytes lie with the connector, for the bot's token: one that
 * lies elsewhere is refused, since the token must not go there.
 * @param index which of the pictures of its message it is, from 0
 */
export function readPicture(
  { contentType, contentUrl, name }: LooseAttachment,
  serviceUrl: string,
  index: number,
): SharedFile {
  const url = contentUrl === undefined ? undefined : ownUrl(contentUrl, serviceUrl);
  const picture = pastedPicture(index, {
    kind: 'connectorAttachment',
    url: url ?? '',
    serviceUrl,
    ...(contentType && !contentType.endsWith('/*') && { mediaType: contentType }),
  });
  const shown = fileName(name ?? '') ?? picture.name;
  if (url === undefined) return { name: shown, refusal: refusals.pastedImage() };
  const extension = extname(shown);
  const isPicture = extension === '' || mediaKindOf(shown) === 'image';
  return isPicture ? { ...picture, name: shown } : { name: shown, refusal: refusals.type(extension) };
}

function ownUrl(contentUrl: string, serviceUrl: string): string | undefined {
  if (!isSecureUrl(contentUrl) || !URL.canParse(serviceUrl)) return undefined;
  const url = new URL(contentUrl);
  if (url.origin !== new URL(serviceUrl).origin || url.username !== '' || url.password !== '')
    return undefined;
  return url.href;
}
