import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { firstBytes } from '../../files/first-bytes.ts';
import type { Answer } from './answer.ts';

/**
 * Sends an answer with its whole size declared, and cuts the connection after `cutAfterBytes` of the body if
 * that is given. Rejects if the other end hangs up.
 */
export async function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  cutAfterBytes?: number,
): Promise<void> {
  const { headers, size, open } = bodyOf(answer);
  response.writeHead(answer.status, { ...headers, 'content-length': size });
  if (cutAfterBytes === undefined) return pipeline(open(), response);
  response.flushHeaders();
  for await (const chunk of Readable.from(firstBytes(open(), cutAfterBytes))) {
    await new Promise<void>((resolve) => response.write(chunk, () => resolve()));
  }
  response.destroy();
}

function bodyOf(answer: Answer) {
  if ('content' in answer) {
    const { content, contentType } = answer;
    return { headers: { 'content-type': contentType }, size: content.size, open: () => content.open() };
  }
  const body = Buffer.from(answer.body === undefined ? '' : JSON.stringify(answer.body));
  const headers = { 'content-type': 'application/json; charset=utf-8', ...answer.headers };
  return { headers, size: body.byteLength, open: () => Readable.from([body]) };
}
