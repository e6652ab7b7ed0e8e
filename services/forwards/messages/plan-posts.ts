import type { MediaKind } from '../../kaizala/media-types.ts';

/** The files of one post, as positions in the list of shared files. */
export interface PlannedPost {
  readonly kind: MediaKind;
  readonly files: readonly number[];
}

/**
 * Groups files into posts, in the order of first files: pictures go together, of more than fit into one album
 * about as many into each; every other file goes alone.
 */
export function planPosts(
  kinds: readonly (MediaKind | undefined)[],
  albumMaxPictures: number,
): PlannedPost[] {
  const pictures = kinds.flatMap((kind, index) => (kind === 'image' ? [index] : []));
  const albums = new Map(splitEvenly(pictures, albumMaxPictures).map((album) => [album[0], album]));
  return kinds.flatMap((kind, index): PlannedPost[] => {
    if (kind === undefined) return [];
    const files = kind === 'image' ? albums.get(index) : [index];
    return files ? [{ kind, files }] : [];
  });
}

/** As few parts as possible of at most `most`, which differ by one at most. */
function splitEvenly(all: readonly number[], most: number): number[][] {
  const parts = Math.ceil(all.length / most);
  const startOf = (part: number) => Math.ceil((part * all.length) / parts);
  return Array.from({ length: parts }, (_, part) => all.slice(startOf(part), startOf(part + 1)));
}
