import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import type { FileBehaviour } from '../../files/file-behaviour.ts';
import { type FileContent, type FileSource, openFileContent } from '../../files/file-content.ts';
import { sendSignInPage } from '../../files/send-file.ts';
import { StoredFile } from './stored-file.ts';

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
  /** For a browser of somebody who is signed in; answers 403 here. Graph finds the file by it. */
  readonly contentUrl: string;
  /** How many requests for the bytes have come so far. */
  readonly requests: number;
}

const FOLDER = '/personal/asha_contoso_com';

/** Stands for SharePoint: hands out files by links that carry a short-lived token. */
export class FileHost {
  readonly #origin: string;
  readonly #answers = new Map<string, (response: ServerResponse) => Promise<void>>();
  readonly #files = new Map<string, StoredFile>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  async serve(source: FileSource, { name, behaviour = { kind: 'ok' } }: ServeOptions): Promise<ServedFile> {
    const file = new StoredFile(name, await openFileContent(source), behaviour);
    return {
      ...file.content,
      name,
      fileType: extname(name).slice(1).toLowerCase(),
      uniqueId: file.uniqueId.toUpperCase(),
      downloadUrl: this.downloadUrl(file),
      contentUrl: this.#place(file, `${FOLDER}/Documents/Microsoft Teams Chat Files`),
      get requests() {
        return file.requests;
      },
    };
  }

  /** The file that a browser's link or a sharing link leads to. */
  find(contentUrl: string): StoredFile | undefined {
    return this.#files.get(contentUrl);
  }

  /** Copies a file into a site's folder, such as that of a channel, and gives the link for a browser. */
  copy(contentUrl: string, folder: string): string {
    const file = this.find(contentUrl);
    return file === undefined ? contentUrl : this.#place(file, folder);
  }

  /** A sharing link to a file, which wants a browser and somebody who signs in. */
  sharingLink(contentUrl: string): string {
    const file = this.find(contentUrl);
    if (file === undefined) throw new Error('No file lies there.');
    const path = `/:i:/g${FOLDER}/E${randomBytes(24).toString('base64url')}`;
    this.#answers.set(path, async (response) => sendSignInPage(response));
    this.#files.set(this.#origin + path, file);
    return this.#origin + path;
  }

  /** A new link to the bytes, which works for `lifeMs`. */
  downloadUrl(file: StoredFile, lifeMs = Number.POSITIVE_INFINITY): string {
    const madeAt = Date.now();
    const query = `UniqueId=${file.uniqueId}&Translate=false&tempauth=v1.${randomBytes(24).toString('base64url')}&ApiVersion=2.0`;
    const path = `${FOLDER}/_layouts/15/download.aspx?${query}`;
    this.#answers.set(path, async (response) => {
      const age = Date.now() - madeAt;
      if (age < lifeMs) await file.answer(response, age);
      else refuse(response);
    });
    return this.#origin + path;
  }

  /** Answers any request to the host; only the exact link of a served file gives bytes. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = this.#answers.get(request.url ?? '');
    if (request.method !== 'GET' || answer === undefined) return refuse(response);
    await answer(response);
  }

  /** As SharePoint does, a name that is taken gets a number. */
  #place(file: StoredFile, folder: string): string {
    const { name } = file;
    const end = extname(name);
    const start = name.slice(0, name.length - end.length);
    for (let number = 0; ; number += 1) {
      const url = `${this.#origin}${folder}/${number === 0 ? name : `${start} ${number}${end}`}`;
      if (this.#files.has(url)) continue;
      this.#files.set(url, file);
      return url;
    }
  }
}

function refuse(response: ServerResponse): void {
  response.writeHead(403, { 'content-type': 'text/plain' }).end('403 FORBIDDEN');
}
