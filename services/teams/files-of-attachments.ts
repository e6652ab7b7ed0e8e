import { extname } from 'node:path';
import mime from 'mime-types';
import { BridgeError } from '../errors.ts';
import type { FileLookup } from '../files/file-lookup.ts';
import { fileName } from '../files/file-name.ts';
import type { FileSource } from '../files/file-source.ts';
import { admitFile } from '../forwards/admit-file.ts';
import { failureOf } from '../forwards/failure-of.ts';
import type { SharedFile } from '../forwards/types.ts';
import type { AttachmentInfo, ConnectorReader } from './connector-reader.ts';
import { pastedPicture } from './pasted-picture.ts';

type ConnectorAttachments = Extract<FileLookup, { kind: 'connectorAttachments' }>;

/**
 * The files that the connector keeps under these ids. One that it does not give comes as a refusal.
 * @throws BridgeError if trying again can help
 */
export async function filesOfAttachments(
  { serviceUrl, ids }: ConnectorAttachments,
  connector: ConnectorReader,
  signal: AbortSignal,
): Promise<SharedFile[]> {
  const files: SharedFile[] = [];
  let pictures = 0;
  for (const id of ids) {
    const root = serviceUrl.replace(/\/+$/, '');
    const url = `${root}/v3/attachments/${encodeURIComponent(id)}`;
    const source: FileSource = { kind: 'connectorAttachment', url, serviceUrl };
    try {
      const info = await connector.attachment(serviceUrl, id, signal);
      const name = fullName(info);
      const isPicture = extname(name) === '' && info.type?.startsWith('image/');
      files.push(isPicture ? pastedPicture(pictures++, source) : admitFile(name, source));
    } catch (error) {
      if (!(error instanceof BridgeError) || error.recovery.action === 'retry') throw error;
      files.push({ name: 'Attachment', refusal: failureOf(error) });
    }
  }
  return files;
}

/** The name with an extension, which the type stands in for. Pictures get theirs by their bytes. */
function fullName({ name, type }: AttachmentInfo): string {
  const given = (name && fileName(name)) ?? 'Attachment';
  if (extname(given) !== '' || !type || type.startsWith('image/')) return given;
  const extension = mime.extension(type);
  return extension ? `${given}.${extension}` : given;
}
