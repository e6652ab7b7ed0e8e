import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { lookup } from 'mime-types';
import type { FileBehaviour } from './file-behaviour.ts';
import { type FileContent, type FileSource, openFileContent } from './file-content.ts';
import { sendFile } from './send-file.ts';

export interface ServeOptions {
  /** As the person sees it, with its extension; anything is allowed here, as it is in Teams. */
  readonly name: string;
  /** `ok` if absent. */
  readonly behaviour?: FileBehaviour;
}

/** A file that lies on the person's OneDrive, ready to be shared. */
export interface ServedFile extends FileContent {
  readonly name: string;
  /** The extension without its dot; empty if the name has none. */
  readonly fileType: string;
  readonly uniqueId: string;
  /** Gives the bytes to whoever holds it; a secret. */
  readonly downloadUrl: string;
  /** For a browser of somebody who is signed in; answers 403 here. */
  readonly contentUrl: string;
  /** How many requests for the bytes have come so far. */
  readonly requests: number;
}

const FOLDER = '/personal/asha_contoso_com';

/** Stands for SharePoint: hands out files by links that carry a short-lived token. */
export class FileHost {
  readonly #origin: string;
  readonly #answers = new Map<string, (response: ServerResponse) => Promise<void>>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  async serve(source: FileSource, { name, behaviour = { kind: 'ok' } }: ServeOptions): Promise<ServedFile> {
    const content = await openFileContent(source);
    const contentType = lookup(name) || 'application/octet-stream';
    const servedAt = Date.now();
    const uniqueId = randomUUID();
    const query = `UniqueId=${uniqueId}&Translate=false&tempauth=v1.${randomBytes(24).toString('base64url')}&ApiVersion=2.0`;
    const path = `${FOLDER}/_layouts/15/download.aspx?${query}`;
    let requests = 0;
    this.#answers.set(path, (response) => {
      requests += 1;
      const request = { content, contentType, requestNumber: requests, age: Date.now() - servedAt };
      return sendFile(response, request, behaviour);
    });
    return {
      ...content,
      name,
      fileType: extname(name).slice(1).toLowerCase(),
      uniqueId: uniqueId.toUpperCase(),
      downloadUrl: this.#origin + path,
      contentUrl: `${this.#origin}${FOLDER}/Documents/Microsoft Teams Chat Files/${name}`,
      get requests() {
        return requests;
      },
    };
  }

  /** Answers any request to the host; only the exact link of a served file gives bytes. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = this.#answers.get(request.url ?? '');
    if (request.method !== 'GET' || answer === undefined) {
      response.writeHead(403, { 'content-type': 'text/plain' }).end('403 FORBIDDEN');
      return;
    }
    await answer(response);
  }
}
