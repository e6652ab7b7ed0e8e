import type { MediaKind } from '../kaizala/media-types.ts';

/** The files of one post, as positions in the list of shared files. */
export interface PlannedPost {
  readonly kind: MediaKind;
  readonly files: readonly number[];
}

/** Groups files into posts: all pictures into one, every other file alone; in the order of first files. */
export function planPosts(kinds: readonly (MediaKind | undefined)[]): PlannedPost[] {
  const pictures = kinds.flatMap((kind, index) => (kind === 'image' ? [index] : []));
  return kinds.flatMap((kind, index): PlannedPost[] => {
    if (kind === undefined || (kind === 'image' && index !== pictures[0])) return [];
    return [{ kind, files: kind === 'image' ? pictures : [index] }];
  });
}
