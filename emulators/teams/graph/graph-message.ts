import type { KeptAttachment } from '../connector/attachment-store.ts';
import type { Member } from '../connector/roster-answer.ts';

/** An attachment as Graph lists it. Graph gives null for id and url now and then. */
export interface GraphAttachment {
  readonly id: string | null;
  readonly contentType: string;
  readonly contentUrl: string | null;
  readonly content: string | null;
  readonly name: string | null;
}

/** A message that a person wrote in a channel or a group chat. */
export interface GraphMessage {
  readonly id: string;
  /** The post that it answers; absent for one that begins a thread, and in chats. */
  readonly rootId?: string;
  readonly from: Member;
  /** As the activity has it, in HTML. */
  readonly html: string;
  readonly attachments: readonly GraphAttachment[];
  readonly images: readonly KeptAttachment[];
  readonly isDeleted?: boolean;
}

/** A message as Graph answers with it; `url` is its address. */
export function renderMessage(message: GraphMessage, url: string): Record<string, unknown> {
  const { id, rootId, from, html, attachments, images, isDeleted = false } = message;
  const hosted = images.map(
    (image) =>
      `<img alt="image" src="${url}/hostedContents/${hostedContentId(image)}/$value" width="250" itemid="${image.id}">`,
  );
  return {
    id,
    replyToId: rootId ?? null,
    messageType: 'message',
    createdDateTime: new Date(Number(id)).toISOString(),
    deletedDateTime: isDeleted ? new Date().toISOString() : null,
    from: { user: { id: from.aadObjectId, displayName: from.name, userIdentityType: 'aadUser' } },
    body: { contentType: 'html', content: isDeleted ? '' : graphHtml(html) + hosted.join('') },
    attachments: isDeleted ? [] : attachments.map((one) => ({ ...one, thumbnailUrl: null })),
    mentions: [],
  };
}

/** The id of an image as a hosted content: long, and with characters that a url has to escape. */
export function hostedContentId({ id }: KeptAttachment): string {
  const url = `https://in-api.asm.skype.com/v1/objects/${id}/views/imgo`;
  return Buffer.from(`id=x_${id},type=1,url=${url}`).toString('base64');
}

/** Graph has an element of its own for mentions, and its own addresses for images. */
function graphHtml(html: string): string {
  return html
    .replace(
      /<span itemtype="http:\/\/schema\.skype\.com\/Mention"[^>]*>([^<]*)<\/span>/g,
      '<at id="0">$1</at>',
    )
    .replace(/<img [^>]*AMSImage[^>]*>/g, '');
}
