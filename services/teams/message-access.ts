import { GraphError } from './graph-error.ts';
import type { MessageLookup, MessageReader } from './message-reader.ts';

/** An answer to a question that Teams does not always let the bot ask. */
export type Verdict = 'yes' | 'no' | 'unknown';

/** Whether Graph lets the app read this message, and so those around it. */
export async function messageAccess(
  reader: MessageReader,
  lookup: MessageLookup,
  signal: AbortSignal,
): Promise<Verdict> {
  try {
    await reader.read(lookup, signal);
    return 'yes';
  } catch (error) {
    if (!(error instanceof GraphError)) return 'unknown';
    return /^graph\.(consent\.|token$)/.test(error.code) ? 'no' : 'unknown';
  }
}
