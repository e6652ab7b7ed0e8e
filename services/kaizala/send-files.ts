import type { Target } from './endpoint-caller.ts';
import { KaizalaNoAnswerError } from './errors.ts';
import type { HttpAnswer, HttpRequest } from './http-exchange.ts';
import { isSuccess } from './map-error.ts';
import type { MediaFile } from './types.ts';
import { UploadBody } from './upload-body.ts';

/**
 * One attempt to upload, with freshly opened files that are closed however it ends.
 * @throws KaizalaFileError, or what a file's stream failed with if that is a BridgeError, besides what `send` throws
 */
export async function sendFiles(
  send: (request: HttpRequest) => Promise<HttpAnswer>,
  target: Target,
  files: readonly MediaFile[],
  onProgress: (sentBytes: number) => void,
): Promise<HttpAnswer> {
  const body = new UploadBody(files, onProgress);
  try {
    const headers = { ...target.headers, ...body.headers };
    const answer = await send({ ...target, headers, body: body.stream });
    if (isSuccess(answer) && !body.isSent) {
      throw new KaizalaNoAnswerError('Kaizala answered before it had the whole file. Try again later.', true);
    }
    return answer;
  } catch (error) {
    throw body.failure ?? error;
  } finally {
    body.close();
  }
}
