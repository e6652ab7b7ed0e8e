import type { Activity } from '../activity.ts';
import type { ServedFile } from '../files/file-host.ts';

/** What Teams needs to know of a file to share it. */
export type SharedFile = Pick<ServedFile, 'name' | 'fileType' | 'uniqueId' | 'downloadUrl' | 'contentUrl'>;

/** The attachments of a message with files in a personal chat: one for each file, then the message as HTML. */
export function fileAttachments(files: readonly SharedFile[], text: string): Activity['attachments'] {
  const html = files.map(({ uniqueId }) => `<attachment id="${uniqueId}"></attachment>`).join('');
  return [
    ...files.map(({ name, contentUrl, downloadUrl, uniqueId, fileType }) => ({
      contentType: 'application/vnd.microsoft.teams.file.download.info',
      contentUrl,
      name,
      content: { downloadUrl, uniqueId, ...(fileType === '' ? {} : { fileType }) },
    })),
    htmlAttachment(`<div>${text === '' ? '' : htmlParagraph(text)}${html}</div>`),
  ];
}

/** The one attachment of a message without files: the message again, as HTML. */
export function textAttachments(text: string): Activity['attachments'] {
  return [htmlAttachment(htmlParagraph(text))];
}

function htmlAttachment(content: string) {
  return { contentType: 'text/html', content };
}

function htmlParagraph(text: string): string {
  return `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</p>`;
}
