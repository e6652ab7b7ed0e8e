import type { KeptAttachment } from '../connector/attachment-store.ts';

export interface PasteOptions {
  /** `image/*` in place of the image's own type, as some clients send it. */
  readonly isTypeUnknown?: boolean;
}

/** The attachments for pasted images, without the HTML that follows them. */
export function imageAttachments(images: readonly KeptAttachment[], { isTypeUnknown = false }: PasteOptions) {
  return images.map(({ contentUrl, type }) => ({
    contentType: isTypeUnknown ? 'image/*' : type,
    contentUrl,
    content: undefined,
  }));
}
