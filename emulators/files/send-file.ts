import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FileBehaviour } from './file-behaviour.ts';
import type { FileContent } from './file-content.ts';
import { firstBytes } from './first-bytes.ts';
import { pace } from './pace.ts';

const SIGN_IN_PAGE =
  '<!DOCTYPE html><html><head><title>Sign in to your account</title></head><body>Sign in</body></html>';

/** The file to send and what is known about this request for it. */
export interface FileRequest {
  readonly content: FileContent;
  readonly contentType: string;
  /** 1 for the first request. */
  readonly requestNumber: number;
  /** How old the link is, in milliseconds. */
  readonly age: number;
}

/** Answers a request for a file the way the behaviour says. Rejects if the other end hangs up. */
export async function sendFile(
  response: ServerResponse,
  { content, contentType, requestNumber, age }: FileRequest,
  behaviour: FileBehaviour,
): Promise<void> {
  // Whatever it is, and whatever it is called: a browser saves it, rather than to show it.
  response.setHeader('content-disposition', 'attachment');
  const declare = (size: number) =>
    response.writeHead(200, { 'content-type': contentType, 'content-length': size });
  const sendAll = () => pipeline(content.open(), declare(content.size));

  const isOver = 'times' in behaviour && requestNumber > (behaviour.times ?? Number.POSITIVE_INFINITY);
  if (isOver) return sendAll();
  switch (behaviour.kind) {
    case 'ok':
      return sendAll();
    case 'slow':
      return pipeline(pace(content.open(), behaviour.bytesPerSecond), declare(content.size));
    case 'status':
      return refuse(response, behaviour.status);
    case 'signInPage':
      return sendSignInPage(response);
    case 'cut':
      await sendBeginning(declare(content.size), content, behaviour.afterBytes);
      response.destroy();
      return;
    case 'stall':
      return sendBeginning(declare(content.size), content, behaviour.afterBytes);
    case 'longerThanDeclared':
      return pipeline(content.open(), declare(behaviour.declared));
    case 'chunked':
      return pipeline(content.open(), response.writeHead(200, { 'content-type': contentType }));
    case 'redirect':
      response.writeHead(302, { location: behaviour.to }).end();
      return;
    case 'expires':
      return age < behaviour.afterMs ? sendAll() : refuse(response, 403);
    default:
      behaviour satisfies never;
  }
}

/** What SharePoint gives a bot that follows a link for people: a page, with status 200. */
export function sendSignInPage(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(SIGN_IN_PAGE);
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(`${status}`);
}

async function sendBeginning(response: ServerResponse, content: FileContent, count: number): Promise<void> {
  response.flushHeaders();
  for await (const chunk of Readable.from(firstBytes(content.open(), count))) {
    await new Promise<void>((resolve, reject) => {
      response.write(chunk, (error) => (error ? reject(error) : resolve()));
    });
  }
}
