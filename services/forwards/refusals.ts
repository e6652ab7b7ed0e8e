import { SUPPORTED_EXTENSIONS } from '../kaizala/media-types.ts';
import type { Failure } from './types.ts';

const SUPPORTED = `Kaizala takes pictures (${SUPPORTED_EXTENSIONS.image.join(' ')}), audio (${SUPPORTED_EXTENSIONS.audio.join(' ')}), video (${SUPPORTED_EXTENSIONS.video.join(' ')}) and documents (${SUPPORTED_EXTENSIONS.document.join(' ')}).`;

/** Why an attachment can't go, in the words that the person gets. */
export const refusals = {
  type: (extension: string): Failure => ({
    code: 'file.type',
    message: `${extension ? `${extension} files` : 'Files without an extension'} can’t be posted to Kaizala. ${SUPPORTED}`,
    retryable: false,
  }),
  pastedImage: (): Failure => ({
    code: 'file.pasted',
    message: 'A picture that was pasted can’t be fetched. Attach it as a file instead, with the paper clip.',
    retryable: false,
  }),
  unknownType: (): Failure => ({
    code: 'file.unknownType',
    message: `What kind of file this is can’t be told by its bytes. Attach it as a file with an extension. ${SUPPORTED}`,
    retryable: false,
  }),
  noLink: (): Failure => ({
    code: 'file.noLink',
    message: 'It came without a link that the bot can open. Attach it from your device instead of the cloud.',
    retryable: false,
  }),
  recording: (): Failure => ({
    code: 'file.recording',
    message:
      'Teams keeps what was recorded in it to itself. Save the recording, and attach it as a file with the paper clip.',
    retryable: false,
  }),
  kind: (): Failure => ({
    code: 'file.kind',
    message: `This kind of attachment can’t be forwarded. Attach it as a file instead. ${SUPPORTED}`,
    retryable: false,
  }),
};
