import type { StoredFile } from '../state/state-record.ts';
import type { MediaFormat } from './media-formats.ts';

/** An uploaded file that is whole, under its id in the folder for incoming files. */
export interface ReceivedFile {
  readonly file: StoredFile;
  readonly format: MediaFormat;
}
