import { extname } from 'node:path';
import { lookup } from 'mime-types';
import type { FileBehaviour } from '../../files/file-behaviour.ts';
import type { FileContent } from '../../files/file-content.ts';
import type { Person } from '../workspace/person.ts';
import type { FileForm } from './file-forms.ts';

export interface UploadOptions {
  /** As the person sees it; null for a file that has none. */
  readonly name: string | null;
  /** By the name if absent; it may lie. */
  readonly mimetype?: string;
  /** `hosted` if absent. */
  readonly mode?: 'hosted' | 'snippet' | 'post';
  /** How requests for its bytes are answered: `ok` if absent, `signInPage` with `times` while it isn't ready. */
  readonly behaviour?: FileBehaviour;
  /** Fields in place of those that Slack would show. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

interface Place {
  readonly origin: string;
  readonly id: string;
  readonly owner: Person;
  readonly content: FileContent;
}

/** A file that somebody has uploaded. */
export class SlackFile implements FileContent {
  readonly id: string;
  readonly name: string | null;
  readonly owner: Person;
  readonly behaviour: FileBehaviour;
  readonly contentType: string;
  /** How many requests for the bytes have come so far with a token that may have them. */
  requests = 0;
  /** Ids of the conversations that it is shared in. */
  readonly sharedIn = new Set<string>();
  /** What `files.info` says instead, such as `file_not_found`. May be set. */
  refusal: string | undefined;
  /** May be set, for what changes about a file once it is there. */
  form: FileForm;
  readonly #content: FileContent;

  constructor({ origin, id, owner, content }: Place, options: UploadOptions) {
    const { name, mimetype, mode = 'hosted', behaviour = { kind: 'ok' }, fields = {} } = options;
    this.id = id;
    this.name = name;
    this.owner = owner;
    this.behaviour = behaviour;
    this.#content = content;
    this.contentType = mimetype ?? (lookup(name ?? '') || 'application/octet-stream');
    const path = encodeURIComponent((name ?? 'untitled').toLowerCase().replaceAll(/[^\p{L}\p{N}.-]+/gu, '_'));
    const base = `${origin}/files-pri/${owner.team.id}-${id}`;
    const filetype =
      extname(name ?? '')
        .slice(1)
        .toLowerCase() || (mode === 'hosted' ? 'binary' : 'text');
    this.form = {
      id,
      created: 1_766_458_020,
      timestamp: 1_766_458_020,
      name,
      title: name,
      mimetype: this.contentType,
      filetype,
      pretty_type: filetype.toUpperCase(),
      user: owner.id,
      user_team: owner.team.id,
      editable: mode !== 'hosted',
      size: content.size,
      mode,
      is_external: false,
      external_type: '',
      is_public: false,
      public_url_shared: false,
      display_as_bot: false,
      username: '',
      url_private: `${base}/${path}`,
      url_private_download: `${base}/download/${path}`,
      media_display_type: 'unknown',
      permalink: `https://${owner.team.domain}.slack.com/files/${owner.id}/${id}/${path}`,
      permalink_public: `https://slack-files.com/${owner.team.id}-${id}-8c92d4a7f3`,
      has_rich_preview: false,
      skipped_shares: true,
      file_access: 'visible',
      ...fields,
    };
  }

  get size(): number {
    return this.#content.size;
  }

  open() {
    return this.#content.open();
  }

  sha256(): Promise<string> {
    return this.#content.sha256();
  }
}
