import type { Failure, SharedFile } from './types.ts';

/** How much one person may ask for. */
export interface IntakeLimits {
  readonly filesPerMessage: number;
  /** Unanswered, or not out yet. */
  readonly openForwards: number;
}

/** So many of the files that are too many are named. */
const MOST_NAMED = 20;

/**
 * The first files of a message, as many as it may have; those behind them are refused, and told of in few lines.
 * @param before how many of its files have been taken already
 */
export function withinFileLimit(
  files: readonly SharedFile[],
  { filesPerMessage }: Pick<IntakeLimits, 'filesPerMessage'>,
  before = 0,
): readonly SharedFile[] {
  const room = Math.max(0, filesPerMessage - before);
  if (files.length <= room) return files;
  const refusal: Failure = {
    code: 'file.tooMany',
    message: `I take ${filesPerMessage} ${filesPerMessage === 1 ? 'file' : 'files'} of one message. Share the others in another message.`,
    retryable: false,
  };
  const excess = files.slice(room);
  const hidden = excess.length - MOST_NAMED;
  const named = hidden > 1 ? excess.slice(0, MOST_NAMED) : excess;
  return [
    ...files.slice(0, room),
    ...named.map(({ name }) => ({ name, refusal })),
    ...(hidden > 1 ? [{ name: `${hidden} more files`, refusal }] : []),
  ];
}
