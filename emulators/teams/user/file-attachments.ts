import type { Activity } from '../activity.ts';
import type { ServedFile } from '../files/file-host.ts';
import { attachmentTag, escapeHtml } from './html.ts';

/** What Teams needs to know of a file to share it. */
export type SharedFile = Pick<ServedFile, 'name' | 'fileType' | 'uniqueId' | 'downloadUrl' | 'contentUrl'>;

export type Attachments = NonNullable<Activity['attachments']>;

/** The attachments of a message with files in a personal chat: one for each file, then the message as HTML. */
export function fileAttachments(files: readonly SharedFile[], text: string): Attachments {
  const html = files.map(({ uniqueId }) => attachmentTag(uniqueId)).join('');
  return [
    ...files.map(fileAttachment),
    htmlAttachment(`<div>${text === '' ? '' : htmlParagraph(text)}${html}</div>`),
  ];
}

/** The one attachment that says where a file is. */
export function fileAttachment({ name, contentUrl, downloadUrl, uniqueId, fileType }: SharedFile) {
  return {
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    contentUrl,
    name,
    content: { downloadUrl, uniqueId, ...(fileType === '' ? {} : { fileType }) },
  };
}

/** The one attachment of a message without files: the message again, as HTML. */
export function textAttachments(text: string): Attachments {
  return [htmlAttachment(htmlParagraph(text))];
}

export function htmlAttachment(content: string) {
  return { contentType: 'text/html', content };
}

export function htmlParagraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}
