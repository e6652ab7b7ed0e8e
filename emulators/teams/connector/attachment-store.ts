import { randomBytes } from 'node:crypto';
import { type FileContent, type FileSource, openFileContent } from '../../files/file-content.ts';
import { type Answer, errorAnswer } from '../http/answer.ts';

export interface KeepOptions {
  /** The media type, such as `image/png`. */
  readonly type: string;
  /** As the connector tells it; pasted images have one that Teams made up. */
  readonly name?: string;
}

/** Something that lies at the connector itself: a pasted image, or a file that came without a link. */
export interface KeptAttachment extends FileContent {
  readonly id: string;
  readonly type: string;
  /** Gives the bytes to the bot and to nobody else. */
  readonly contentUrl: string;
  /** How many requests for the bytes have come so far. */
  readonly requests: number;
}

/** What the connector serves below `/v3/attachments/`. */
export class AttachmentStore {
  readonly #root: string;
  readonly #kept = new Map<string, { attachment: KeptAttachment; name: string; count: () => void }>();

  /** `root` ends in `/v3/attachments/`. */
  constructor(root: string) {
    this.#root = root;
  }

  async keep(source: FileSource, { type, name = 'original' }: KeepOptions): Promise<KeptAttachment> {
    const content = await openFileContent(source);
    const id = `0-sin-d1-${randomBytes(16).toString('hex')}`;
    let requests = 0;
    const attachment = {
      ...content,
      id,
      type,
      contentUrl: `${this.#root}${id}/views/original`,
      get requests() {
        return requests;
      },
    };
    const count = () => {
      requests += 1;
    };
    this.#kept.set(id, { attachment, name, count });
    return attachment;
  }

  /** Answers `GET {id}`, and `GET {id}/views/{view}`. */
  take([id = '', views, view]: readonly string[]): Answer {
    const kept = this.#kept.get(id);
    if (kept === undefined) return errorAnswer(404, 'AttachmentNotFound', 'The attachment was not found.');
    const { attachment, name, count } = kept;
    const { type, size } = attachment;
    if (views === undefined) {
      return { status: 200, body: { name, type, views: [{ viewId: 'original', size }] } };
    }
    if (views !== 'views' || view !== 'original') {
      return errorAnswer(404, 'NotFound', 'The attachment has no such view.');
    }
    count();
    return { status: 200, contentType: type, content: attachment };
  }
}
