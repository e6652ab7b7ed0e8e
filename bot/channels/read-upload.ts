import { extname } from 'node:path';
import { z } from 'zod';
import { fileName } from '../../services/files/file-name.ts';
import type { GraphShare } from '../../services/files/file-source.ts';
import { admitFile } from '../../services/forwards/admit-file.ts';
import { refusals } from '../../services/forwards/refusals.ts';
import type { SharedFile } from '../../services/forwards/types.ts';
import { isSecureUrl } from '../../services/is-secure-url.ts';
import type { LooseAttachment } from './loose-attachment.ts';

export const FILE_DOWNLOAD_INFO = 'application/vnd.microsoft.teams.file.download.info';

/** Only what is needed is asked for: Teams leaves out fields from client to client. */
const downloadInfo = z.object({
  downloadUrl: z
    .url({ protocol: /^https?$/ })
    .optional()
    .catch(undefined),
  uniqueId: z.string().optional().catch(undefined),
  fileType: z.string().optional().catch(undefined),
  fileName: z.string().optional().catch(undefined),
});

/** Reads a file that was uploaded to a chat, or picked from OneDrive. */
export function readUpload(
  { content, contentUrl, name }: LooseAttachment,
  tenantId: string | undefined,
): SharedFile {
  const { downloadUrl, fileType, fileName: inner } = readContent(content);
  const given = fileName(name ?? '') ?? fileName(inner ?? '');
  const share = shareOf(contentUrl, tenantId);
  const full = withExtension(given ?? 'file', fileType);
  if (downloadUrl !== undefined) {
    return admitFile(full, { kind: 'teamsDownload', url: downloadUrl, ...(share && { share }) });
  }
  return share
    ? admitFile(full, { kind: 'graphShare', ...share })
    : { name: given ?? 'Attachment', refusal: refusals.noLink() };
}

/** The id by which the HTML of the message names the file, if Teams tells it. */
export function uniqueIdOf({ content }: LooseAttachment): string | undefined {
  return readContent(content).uniqueId;
}

function readContent(content: unknown): z.infer<typeof downloadInfo> {
  const parsed = downloadInfo.safeParse(content);
  return parsed.success ? parsed.data : {};
}

function shareOf(url: string | undefined, tenantId: string | undefined): GraphShare | undefined {
  return url !== undefined && tenantId !== undefined && isSecureUrl(url) ? { tenantId, url } : undefined;
}

/** `fileType` is an extension without its dot, and stands in where the name has none. */
function withExtension(name: string, fileType: string | undefined): string {
  return extname(name) === '' && fileType && /^\w{1,10}$/.test(fileType) ? `${name}.${fileType}` : name;
}
