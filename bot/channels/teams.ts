import { extname } from 'node:path';
import type { Activity, Attachment } from 'botbuilder';
import { z } from 'zod';
import type { SharedFile } from '../../services/forwards/types.ts';
import { mediaKindOf } from '../../services/kaizala/media-types.ts';
import { fileName } from './file-name.ts';
import { refusals } from './refusals.ts';

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
  const kind = mediaKindOf(full);
  return kind
    ? { name: full, kind, source: { kind: 'teamsDownload', url: downloadUrl } }
    : { name: full, refusal: refusals.type(extname(full)) };
}

/** `fileType` is an extension without its dot, and stands in where the name has none. */
function withExtension(name: string, fileType: string | undefined): string {
  return extname(name) === '' && fileType && /^\w{1,10}$/.test(fileType) ? `${name}.${fileType}` : name;
}
