import { fileName } from '../files/file-name.ts';
import type { FileSource } from '../files/file-source.ts';
import { admitFile } from '../forwards/admit-file.ts';
import { refusals } from '../forwards/refusals.ts';
import type { SharedFile } from '../forwards/types.ts';
import { hostedContentPath } from './message-path.ts';
import type { GraphMessage, HostedContents } from './parse/graph-message.ts';
import { pastedPicture } from './pasted-picture.ts';

/** Where a message is, to name what it holds. */
export interface MessagePlace {
  readonly tenantId: string;
  readonly path: string;
}

interface PlacedFile {
  /** Where it stands in the message's text. */
  readonly position: number;
  readonly file: SharedFile;
}

type Attachment = NonNullable<NonNullable<GraphMessage['attachments']>[number]>;

/**
 * The files that a message refers to, and its pictures, in the order in which they stand in its text. Where the
 * text does not tell, files come first and pictures last. Quotes, cards and code are no files.
 */
export function filesOfMessage(
  message: GraphMessage,
  pictures: HostedContents,
  place: MessagePlace,
): SharedFile[] {
  const html = message.body?.content ?? '';
  const attachments = (message.attachments ?? []).filter((attachment) => attachment !== null);
  const references = attachments.filter(({ contentType }) => contentType === 'reference');
  const placed: PlacedFile[] = [
    ...references.map((attachment) => ({
      position: attachment.id ? html.indexOf(`id="${attachment.id}"`) : -1,
      file: referencedFile(attachment, place.tenantId),
    })),
    ...placePictures(pictures, attachments, html).map(({ id, position }, index) => ({
      position,
      file: pastedPicture(index, {
        kind: 'graphHostedContent',
        tenantId: place.tenantId,
        path: hostedContentPath(place.path, id),
      }),
    })),
  ];
  return placed.toSorted((one, other) => one.position - other.position).map(({ file }) => file);
}

function referencedFile({ name, contentUrl }: Attachment, tenantId: string): SharedFile {
  const given = name ? fileName(name) : undefined;
  if (!contentUrl || !URL.canParse(contentUrl)) {
    return { name: given ?? 'Attachment', refusal: refusals.noLink() };
  }
  const source: FileSource = { kind: 'graphShare', tenantId, url: contentUrl };
  return admitFile(given ?? lastPart(contentUrl) ?? 'Attachment', source);
}

function lastPart(url: string): string | undefined {
  const last = new URL(url).pathname.split('/').at(-1) ?? '';
  try {
    return fileName(decodeURIComponent(last));
  } catch {
    return fileName(last);
  }
}

/** Pictures with their place in the text. What an attachment refers to, such as a piece of code, is none. */
function placePictures(contents: HostedContents, attachments: readonly Attachment[], html: string) {
  return contents
    .filter(({ contentType }) => !contentType || contentType.startsWith('image/'))
    .filter(({ id }) => !attachments.some(({ content }) => content?.includes(id)))
    .map(({ id }) => {
      const position = html.indexOf(id);
      return { id, position: position < 0 ? Number.POSITIVE_INFINITY : position };
    })
    .toSorted((one, other) => (one.position === other.position ? 0 : one.position - other.position));
}
