import { type Answer, errorAnswer } from '../http/answer.ts';
import { type GraphMessage, hostedContentId, renderMessage } from './graph-message.ts';
import type { GraphPlace } from './graph-place.ts';

interface MessageRequest {
  readonly place: GraphPlace;
  /** What follows `…/messages/`. */
  readonly path: readonly string[];
  /** Graph's root with its version. */
  readonly root: string;
}

/** The answer to a call for a message, a reply, or what is hosted in one. */
export function messageAnswer({ place, path, root }: MessageRequest): Answer {
  const [firstId = '', ...afterFirst] = path;
  const isReply = afterFirst[0] === 'replies';
  const message = isReply ? place.find(afterFirst[1] ?? '', firstId) : place.find(firstId);
  const rest = isReply ? afterFirst.slice(2) : afterFirst;
  if (message === undefined) return errorAnswer(404, 'NotFound', 'The message was not found.');
  if (rest.length === 0) {
    const way = isReply ? `${firstId}/replies/${message.id}` : message.id;
    return { status: 200, body: renderMessage(message, `${root}/${place.path}/messages/${way}`) };
  }
  if (rest[0] === 'hostedContents') return hostedContentAnswer(message, rest.slice(1));
  return errorAnswer(400, 'BadRequest', 'Resource not found for the segment.');
}

function hostedContentAnswer({ images, isDeleted }: GraphMessage, [id, value]: readonly string[]): Answer {
  const hosted = isDeleted ? [] : images;
  if (id === undefined) {
    const list = hosted.map((image) => ({
      id: hostedContentId(image),
      contentBytes: null,
      contentType: null,
    }));
    return { status: 200, body: { value: list } };
  }
  const image = hosted.find((candidate) => hostedContentId(candidate) === id);
  if (image === undefined || value !== '$value') {
    return errorAnswer(404, 'NotFound', 'The hosted content was not found.');
  }
  return { status: 200, contentType: image.type, content: image };
}
