import { extname } from 'node:path';
import type { Activity, Attachment } from 'botbuilder';
import { z } from 'zod';
import { fileName } from '../../services/files/file-name.ts';
import { admitFile } from '../../services/forwards/admit-file.ts';
import { refusals } from '../../services/forwards/refusals.ts';
import type { SharedFile } from '../../services/forwards/types.ts';

const FILE_DOWNLOAD_INFO = 'application/vnd.microsoft.teams.file.download.info';

/** Only what is needed is asked for: Teams leaves out fields from client to client. */
const downloadInfo = z.object({
  downloadUrl: z.url({ protocol: /^https?$/ }),
  fileType: z.string().optional().catch(undefined),
  fileName: z.string().optional().catch(undefined),
});

/**
 * Which files an activity from Teams carries, in the order in which they were shared. Every attachment that
 * is no file for us comes back as a refusal, except the HTML twin of the message's text.
 */
export function readSharedFiles(activity: Activity): SharedFile[] {
  return (activity.attachments ?? []).flatMap((attachment) =>
    isTwin(attachment) ? [] : [readAttachment(attachment)],
  );
}

function isTwin({ contentType }: Attachment): boolean {
  return typeof contentType === 'string' && contentType.toLowerCase().startsWith('text/html');
}

function readAttachment({ contentType, content, name }: Attachment): SharedFile {
  const given = typeof name === 'string' ? fileName(name) : undefined;
  if (contentType !== FILE_DOWNLOAD_INFO) {
    const isImage = typeof contentType === 'string' && contentType.startsWith('image/');
    return {
      name: given ?? (isImage ? 'Pasted picture' : 'Attachment'),
      refusal: isImage ? refusals.pastedImage() : refusals.kind(),
    };
  }
  const info = downloadInfo.safeParse(content);
  if (!info.success) return { name: given ?? 'Attachment', refusal: refusals.noLink() };
  const { downloadUrl, fileType, fileName: inner } = info.data;
  const full = withExtension(given ?? (inner && fileName(inner)) ?? 'file', fileType);
  return admitFile(full, { kind: 'teamsDownload', url: downloadUrl });
}

/** `fileType` is an extension without its dot, and stands in where the name has none. */
function withExtension(name: string, fileType: string | undefined): string {
  return extname(name) === '' && fileType && /^\w{1,10}$/.test(fileType) ? `${name}.${fileType}` : name;
}
