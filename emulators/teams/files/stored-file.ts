import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { lookup } from 'mime-types';
import type { FileBehaviour } from '../../files/file-behaviour.ts';
import type { FileContent } from '../../files/file-content.ts';
import { sendFile } from '../../files/send-file.ts';

/** A file as it lies on a drive, whatever links lead to it. */
export class StoredFile {
  readonly uniqueId = randomUUID();
  readonly name: string;
  readonly content: FileContent;
  readonly contentType: string;
  readonly #behaviour: FileBehaviour;
  #requests = 0;

  constructor(name: string, content: FileContent, behaviour: FileBehaviour) {
    this.name = name;
    this.content = content;
    this.contentType = lookup(name) || 'application/octet-stream';
    this.#behaviour = behaviour;
  }

  /** How many requests for the bytes have come so far, over all links. */
  get requests(): number {
    return this.#requests;
  }

  /** Answers a request for the bytes; `age` is that of the link, in milliseconds. */
  async answer(response: ServerResponse, age: number): Promise<void> {
    this.#requests += 1;
    const { content, contentType } = this;
    await sendFile(response, { content, contentType, requestNumber: this.#requests, age }, this.#behaviour);
  }
}
