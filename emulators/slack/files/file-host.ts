import type { IncomingMessage, ServerResponse } from 'node:http';
import { type FileSource, openFileContent } from '../../files/file-content.ts';
import { sendFile, sendSignInPage } from '../../files/send-file.ts';
import { newId } from '../new-id.ts';
import type { Person } from '../workspace/person.ts';
import { SlackFile, type UploadOptions } from './slack-file.ts';

/** Stands for files.slack.com: hands out files to whoever shows a token of an app that sees them. */
export class SlackFileHost {
  /** Of this host, without a slash at the end. */
  readonly origin: string;
  readonly #files = new Map<string, SlackFile>();
  readonly #maySee: (token: string | undefined, file: SlackFile) => boolean;

  /** @param maySee whether the app that holds this token sees a file, and may read files at all */
  constructor(origin: string, maySee: (token: string | undefined, file: SlackFile) => boolean) {
    this.origin = origin;
    this.#maySee = maySee;
  }

  /** Takes a file of somebody. Rejects if a `path` can't be read. */
  async upload(source: FileSource, owner: Person, options: UploadOptions): Promise<SlackFile> {
    const content = await openFileContent(source);
    const file = new SlackFile({ origin: this.origin, id: newId('F'), owner, content }, options);
    this.#files.set(file.id, file);
    return file;
  }

  find(id: string): SlackFile | undefined {
    return this.#files.get(id);
  }

  /** Answers a request below `/files-pri/`; without a good token it is a page to sign in, with status 200. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, id = ''] = /^\/files-pri\/T[0-9A-Z]+-(F[0-9A-Z]+)\//.exec(request.url ?? '') ?? [];
    const file = this.find(id);
    if (request.method !== 'GET' || file === undefined) {
      response.writeHead(404, { 'content-type': 'text/html' }).end('<!DOCTYPE html>Not found');
      return;
    }
    const [, token] = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (!this.#maySee(token, file)) return sendSignInPage(response);
    file.requests += 1;
    const { contentType, behaviour } = file;
    await sendFile(response, { content: file, contentType, requestNumber: file.requests, age: 0 }, behaviour);
  }
}
