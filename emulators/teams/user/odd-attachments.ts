import type { KeptAttachment } from '../connector/attachment-store.ts';
import { type Attachments, fileAttachment, htmlAttachment, type SharedFile } from './file-attachments.ts';
import { attachmentTag } from './html.ts';

/** A file as the iOS client shares it: the sharing link is all there is. */
export function sharingLinkFile(file: SharedFile, sharingLink: string): Attachments[number] {
  return fileAttachment({ ...file, downloadUrl: sharingLink, contentUrl: sharingLink });
}

/** A file that was attached from the cloud: no download url, and `content` is null or empty. */
export function cloudFile(file: SharedFile, content: null | Record<string, never>): Attachments[number] {
  return { ...fileAttachment(file), content };
}

/** A file that comes only as a reference in the HTML; its bytes lie at the connector. */
export function referenceOnly({ id }: Pick<KeptAttachment, 'id'>): Attachments {
  return [htmlAttachment(`<div>${attachmentTag(id)}</div>`)];
}

/** A file of which Teams leaves fields of `content` away that it need not send. */
export function sparseFile(
  file: SharedFile,
  missing: readonly ('uniqueId' | 'fileType')[],
): Attachments[number] {
  const whole = fileAttachment(file);
  const content = Object.entries(whole.content).filter(([key]) => !missing.some((name) => name === key));
  return { ...whole, content: Object.fromEntries(content) };
}

/** Items that claim to be a file, and can't be one; keyed by what is wrong. They need not fit `Activity`. */
export function malformedFiles(file: SharedFile): Readonly<Record<string, Record<string, unknown>>> {
  const { name, contentType, contentUrl, content } = fileAttachment(file);
  const { downloadUrl, ...noUrl } = content;
  return {
    'content is a string': { contentType, contentUrl, name, content: downloadUrl },
    'content is a number': { contentType, contentUrl, name, content: 7 },
    'content has no downloadUrl': { contentType, name, content: noUrl },
    'downloadUrl is a number': { contentType, contentUrl: 7, name, content: { ...content, downloadUrl: 7 } },
    'there is no name': { contentType, contentUrl, content },
    'there is no contentType': { contentUrl, name, content },
  };
}

/** A voice note, which a bot gets no sound of. */
export function voiceNote(): Attachments {
  return [
    htmlAttachment(
      '<p><span itemid="0a1b" itemscope="" itemtype="http://schema.skype.com/InputExtension"></span></p>',
    ),
  ];
}

/** A clip recorded in Teams, by an address that refuses bots. */
export function recordedClip(): Attachments {
  const src = 'https://in-api.asm.skype.com/v1/objects/0-in-d1-ff00/views/video';
  return [
    htmlAttachment(
      `<div><video src="${src}" itemscope="video/mp4" itemtype="http://schema.skype.com/AMSVideo" data-duration="PT1.406S">Video-Clip</video></div>`,
    ),
  ];
}

/** A voice message of the mobile client: a card whose content is JSON in a string. */
export function audioCard(): Attachments {
  const url = 'https://eu-api.asm.skype.com/v1/objects/0-y/views/audio';
  const content = JSON.stringify({ duration: 'PT13S', media: [{ url }] });
  return [{ contentType: 'application/vnd.microsoft.card.audio', contentUrl: null, content }];
}

/** A piece of code, which is a card. The fields are inferred. */
export function codeSnippet(): Attachments[number] {
  const content = JSON.stringify({ name: 'query', language: 'SQL', lines: '1' });
  return { contentType: 'application/vnd.microsoft.card.codesnippet', content };
}

/** The message that is quoted. The fields are inferred. */
export function quotedMessage(messageId: string): Attachments[number] {
  const content = JSON.stringify({ messageId, messagePreview: 'Where is the plan?' });
  return { contentType: 'messageReference', content };
}
