import type { PostView } from '../../emulators/kaizala/web/post-view.ts';
import type { SharedFile } from './forward-run.ts';

/** The posts in Kaizala that hold any of these files. No two files of a round have the same bytes. */
export function findPosts(posts: readonly PostView[], files: readonly SharedFile[]): PostView[] {
  const hashes = new Set(files.map(({ sha256 }) => sha256));
  return posts.filter((post) => post.files.some(({ sha256 }) => hashes.has(sha256)));
}
