import type { Block } from '../blocks/block-schema.ts';
import { readBlocks, type ShownBlocks } from '../blocks/read-blocks.ts';
import { readMrkdwn } from '../blocks/read-mrkdwn.ts';
import type { FileForm } from '../files/file-forms.ts';

/** What a message says at one time. */
export interface MessageVersion {
  /** In Slack's markup. */
  readonly text: string;
  /** Empty for none. */
  readonly blocks: readonly Block[];
  readonly files: readonly FileForm[];
}

/** A message as the conversation shows it now, and every earlier version of it, oldest first. */
export interface SlackMessage extends MessageVersion {
  readonly ts: string;
  /** Of the message that its thread hangs from. */
  readonly threadTs?: string | undefined;
  readonly userId: string;
  /** Of the app that wrote it. */
  readonly botId?: string | undefined;
  readonly clientMsgId?: string | undefined;
  /** Who alone sees it. */
  readonly onlyFor?: string | undefined;
  readonly editedTs?: string | undefined;
  readonly history: readonly MessageVersion[];
}

/** A message as a person sees it. Where there are blocks, its text is only for notifications, and not shown. */
export function readMessage({ text, blocks }: Pick<MessageVersion, 'text' | 'blocks'>): ShownBlocks {
  const shown = readBlocks(blocks);
  return blocks.length > 0 ? shown : { ...shown, texts: text === '' ? [] : [readMrkdwn(text)] };
}

/** All that a person can read in a message, its buttons and inputs aside. */
export function textOfMessage(message: Pick<MessageVersion, 'text' | 'blocks'>): string {
  return readMessage(message).texts.join('\n');
}
