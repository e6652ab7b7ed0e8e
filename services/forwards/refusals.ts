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
  slackDeleted: (): Failure => ({
    code: 'file.deleted',
    message: 'The file was deleted in Slack. Share it again.',
    retryable: false,
  }),
  slackHidden: (): Failure => ({
    code: 'file.hidden',
    message: 'Slack hides the file, since the workspace is over the limit of its plan. Upload it again.',
    retryable: false,
  }),
  slackDenied: (): Failure => ({
    code: 'file.denied',
    message:
      'Slack does not let the bot see the file: it belongs to another workspace, or to a conversation that the bot is not in. Upload it here, and invite the bot to the channel.',
    retryable: false,
  }),
  slackMissing: (): Failure => ({
    code: 'file.missing',
    message: 'Slack does not have the file any more, or does not show it to the bot. Upload it again.',
    retryable: false,
  }),
  /** @param service where it lies, as people know it */
  elsewhere: (service: string): Failure => ({
    code: 'file.elsewhere',
    message: `It lies in ${service}, and Slack has only a link to it. Download it from there, and upload the file itself.`,
    retryable: false,
  }),
  snippet: (): Failure => ({
    code: 'file.snippet',
    message: `Kaizala takes no pieces of text or code. Save it as a PDF, and upload that. ${SUPPORTED}`,
    retryable: false,
  }),
  slackPost: (): Failure => ({
    code: 'file.slackPost',
    message:
      'Posts, canvases and lists of Slack can’t be forwarded. Export it as a PDF or a Word document, and upload that.',
    retryable: false,
  }),
  /** @param extension of what its bytes are, such as `.webm` */
  clip: (extension: string): Failure => ({
    code: 'file.clip',
    message: `It was recorded as ${extension || 'something unknown'}, which Kaizala does not take. Convert it, and upload that. ${SUPPORTED}`,
    retryable: false,
  }),
};
