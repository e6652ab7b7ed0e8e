import type { KaizalaPost } from './fetch-posts.ts';

/** A file that was shared, with the SHA-256 of its bytes on this side. */
export interface SharedBytes {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

/** A file in Kaizala beside the one that was shared. */
export interface ComparedFile extends SharedBytes {
  /** SHA-256 of the shared file; undefined if none was shared under that name. */
  readonly sharedSha256: string | undefined;
}

export interface ComparedPost extends Omit<KaizalaPost, 'files'> {
  readonly files: readonly ComparedFile[];
}

/** What reached Kaizala, and which of the shared files did not, byte for byte. */
export interface Comparison {
  readonly posts: readonly ComparedPost[];
  readonly missing: readonly SharedBytes[];
}

/** Sets what was shared against what Kaizala holds; each shared file counts for one posted file only. */
export function comparePosts(shared: readonly SharedBytes[], posts: readonly KaizalaPost[]): Comparison {
  const unclaimed = [...shared];
  const claim = (fits: (file: SharedBytes) => boolean) => {
    const index = unclaimed.findIndex(fits);
    return index < 0 ? undefined : unclaimed.splice(index, 1)[0];
  };
  const missing: SharedBytes[] = [];
  const compared = posts.map((post) => ({
    ...post,
    files: post.files.map((held) => {
      const same = claim((file) => file.sha256 === held.sha256) ?? claim(({ name }) => name === held.name);
      if (same !== undefined && same.sha256 !== held.sha256) missing.push(same);
      return { ...held, sharedSha256: same?.sha256 };
    }),
  }));
  return { posts: compared, missing: [...missing, ...unclaimed] };
}
