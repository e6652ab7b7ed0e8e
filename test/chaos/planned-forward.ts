import type { FileBehaviour } from '../../emulators/files/file-behaviour.ts';

export type FileKind = 'image' | 'audio' | 'document' | 'video';

export interface PlannedFile {
  /** Several of one forward may have the same. */
  readonly name: string;
  readonly kind: FileKind;
  readonly size: number;
  /** The first bytes, by which the file is known again wherever it turns up. */
  readonly head: Buffer;
  readonly behaviour: FileBehaviour;
}

/** How often, and when, Teams delivers an activity, although once would do. */
export type Repetition =
  | { readonly kind: 'none' }
  | { readonly kind: 'parallel'; readonly copies: number }
  | { readonly kind: 'later'; readonly afterMs: number };

/** What one person does: shares these files, and answers the card. */
export interface PlannedForward {
  /** From 0, in the order in which they begin. */
  readonly index: number;
  /** Also a part of the name of each of its files. */
  readonly id: string;
  readonly files: readonly PlannedFile[];
  /** `typed` and `typedCancel` are messages; the others are buttons. */
  readonly answer: 'forward' | 'skip' | 'typed' | 'cancel' | 'typedCancel';
  /** What goes with the answer; empty if nothing does. Nobody else's is the same. */
  readonly caption: string;
  /** How long the person thinks before the answer. */
  readonly thinkMs: number;
  /** Whether the next files are shared before this card is answered. */
  readonly overlaps: boolean;
  /** Where to, if there is a choice: a number that picks one of the groups. */
  readonly group: number;
  readonly activityRepetition: Repetition;
  readonly answerRepetition: Repetition;
}

/** Whether the person answers in words, which the bot takes as meant for the newest question. */
export function isTyped({ answer }: PlannedForward): boolean {
  return answer === 'typed' || answer === 'typedCancel';
}

export function isWithdrawn({ answer }: PlannedForward): boolean {
  return answer === 'cancel' || answer === 'typedCancel';
}

/** Which files make which posts: all pictures one, every other file one of its own; in order of first files. */
export function plannedPosts<File extends { readonly kind: FileKind }>(files: readonly File[]): File[][] {
  const pictures = files.filter(({ kind }) => kind === 'image');
  return files.flatMap((file) => {
    if (file.kind !== 'image') return [[file]];
    return file === pictures[0] ? [pictures] : [];
  });
}
