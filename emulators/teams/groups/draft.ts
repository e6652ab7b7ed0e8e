import type { KeptAttachment } from '../connector/attachment-store.ts';
import type { GraphAttachment } from '../graph/graph-message.ts';
import type { Overrides } from '../user/envelope.ts';
import type { SharedFile } from '../user/file-attachments.ts';
import type { PasteOptions } from '../user/image-attachments.ts';

/** How a message is written in a channel or a group chat. */
export interface WritingOptions extends PasteOptions {
  /** Where the bot is mentioned: `before` if absent. */
  readonly mention?: 'before' | 'after' | 'none';
  /** The id of the post whose thread this goes into; absent: it begins a thread. Only for channels. */
  readonly inReplyTo?: string;
  /** Leaves the `<attachment>` tags of files out of the HTML, as Teams does now and then. */
  readonly hidesFiles?: boolean;
  /** Leaves the attachments of pasted images out, so that only Graph knows them. */
  readonly hidesImages?: boolean;
  /** What Graph knows of besides the files, such as a quoted message. */
  readonly graphAttachments?: readonly GraphAttachment[];
  readonly overrides?: Overrides;
}

/** A message before it is sent. */
export interface Draft extends WritingOptions {
  readonly text: string;
  readonly files?: readonly SharedFile[];
  readonly images?: readonly KeptAttachment[];
}
