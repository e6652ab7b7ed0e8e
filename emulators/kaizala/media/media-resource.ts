import type { StoredFile } from '../state/state-record.ts';
import { ACTION_TYPE_NUMBERS, type ActionType } from './media-formats.ts';
import { mediaPath } from './media-path.ts';

/** The string that stands for uploaded media. Opaque to clients; that it is base64 JSON like this is inferred. */
export function mediaResource(actionType: ActionType, files: readonly StoredFile[], origin: string): string {
  const content = {
    ActionType: ACTION_TYPE_NUMBERS[actionType],
    Files: files.map(({ id, name, size }) => ({
      Id: id,
      Name: name,
      Size: size,
      Url: `${origin}${mediaPath(id)}`,
    })),
  };
  return Buffer.from(JSON.stringify(content)).toString('base64');
}
