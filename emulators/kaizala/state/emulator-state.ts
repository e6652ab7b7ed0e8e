import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { Journal } from './journal.ts';
import type { Group, Media, Post, StateRecord, StoredFile } from './state-record.ts';

export interface RefreshToken {
  readonly issuedAt: number;
  readonly predecessor: string | null;
}

/** All that Kaizala remembers, rebuilt from the journal in a folder. `commit` is the only way to change it. */
export class EmulatorState {
  signingKey = '';
  endpointPath = '';
  readonly formerEndpointPaths = new Set<string>();
  /** Those not revoked, oldest first. */
  readonly refreshTokens = new Map<string, RefreshToken>();
  readonly groups = new Map<string, Group>();
  /** By media resource. */
  readonly media = new Map<string, Media>();
  /** By file id. */
  readonly files = new Map<string, StoredFile>();
  /** Oldest first. */
  readonly posts: Post[] = [];
  readonly events = new EventEmitter<{ post: [Post] }>();
  readonly #journal: Journal;

  constructor(folder: string) {
    this.events.setMaxListeners(0);
    this.#journal = new Journal(join(folder, 'journal.jsonl'));
    for (const record of this.#journal.records) this.#apply(record);
  }

  commit(record: StateRecord): void {
    this.#journal.append(record);
    this.#apply(record);
    if (record.type === 'post') this.events.emit('post', record.post);
  }

  close(): void {
    this.#journal.close();
  }

  #apply(record: StateRecord): void {
    switch (record.type) {
      case 'signingKey':
        this.signingKey = record.key;
        break;
      case 'refreshToken':
        this.refreshTokens.set(record.token, record);
        break;
      case 'refreshTokenRevoked':
        this.refreshTokens.delete(record.token);
        break;
      case 'endpoint':
        if (this.endpointPath !== '') this.formerEndpointPaths.add(this.endpointPath);
        this.formerEndpointPaths.delete(record.path);
        this.endpointPath = record.path;
        break;
      case 'group':
        this.groups.set(record.group.groupId, record.group);
        break;
      case 'media':
        this.media.set(record.media.mediaResource, record.media);
        for (const file of record.media.files) this.files.set(file.id, file);
        break;
      case 'post':
        this.posts.push(record.post);
        break;
      default:
        record satisfies never;
    }
  }
}
