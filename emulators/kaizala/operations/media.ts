import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Call } from '../api/call.ts';
import { invalidParameters } from '../api/invalid-parameters.ts';
import type { ActionType } from '../media/media-formats.ts';
import { mediaResource } from '../media/media-resource.ts';
import { receiveFiles } from '../media/receive-files.ts';
import type { ReceivedFile } from '../media/received-file.ts';

/** `POST /v1/media`. Several pictures make an album; that several of anything else are refused is inferred. */
export async function media({ kaizala, origin, ...call }: Call): Promise<object> {
  const incoming = join(kaizala.dataDir, 'incoming');
  const received = await receiveFiles(call, incoming);
  try {
    const actionType = actionTypeOf(received);
    const files = received.map(({ file }) => file);
    for (const { id } of files) await rename(join(incoming, id), join(kaizala.dataDir, 'media', id));
    const resource = mediaResource(actionType, files, origin);
    kaizala.state.commit({ type: 'media', media: { mediaResource: resource, actionType, files } });
    return { mediaResource: resource };
  } catch (error) {
    await Promise.all(received.map(({ file }) => rm(join(incoming, file.id), { force: true })));
    throw error;
  }
}

function actionTypeOf(files: readonly ReceivedFile[]): ActionType {
  const [first, ...others] = files;
  if (first === undefined) throw invalidParameters('The form has no file in a field named "files"');
  if (others.length === 0) return first.format.actionType;
  if (files.every(({ format }) => format.actionType === 'Image')) return 'Album';
  throw invalidParameters('Only pictures can be uploaded together, as an album');
}
