import type { SharedFile } from './chats/demo-conversation.ts';

/** Slower than any disk; a time-out of a forward grows with its files. */
const BYTES_PER_MS = 1_000;

/** How long the bot may take for these files, beyond what it takes for any, in milliseconds. */
export function transferMs(files: readonly SharedFile[]): number {
  return Math.ceil(files.reduce((sum, { size }) => sum + size, 0) / BYTES_PER_MS);
}
