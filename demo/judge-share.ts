import type { SharedFile } from './chats/demo-conversation.ts';
import { comparePosts } from './compare-posts.ts';
import type { Tell } from './demo-event.ts';
import { fetchPosts } from './fetch-posts.ts';
import type { FileStatus } from './read-card.ts';

/** What was asked for, and what the bot said became of it. */
export interface Judged {
  readonly files: readonly SharedFile[];
  readonly statuses: readonly FileStatus[];
  readonly caption: string;
  /** The chosen group; undefined if there was no choice. */
  readonly groupId: string | undefined;
}

/**
 * Tells what Kaizala holds of a share, and what it lacks. True only if every file was posted byte for byte,
 * nothing else was, and group and caption are those that were asked for.
 * @param seen the `referenceId`s that were there before; those found now are added.
 */
export async function judgeShare(
  { files, statuses, caption, groupId }: Judged,
  kaizalaUrl: string,
  seen: Set<string>,
  tell: Tell,
): Promise<boolean> {
  const posts = (await fetchPosts(kaizalaUrl)).filter(({ referenceId }) => !seen.has(referenceId));
  const shared = await Promise.all(
    files.map(async ({ name, size, sha256 }) => ({ name, size, sha256: await sha256() })),
  );
  const compared = comparePosts(shared, posts);
  const failures: { name?: string; reason: string }[] = compared.missing.map(({ name }) => ({
    name,
    reason:
      statuses.find((one) => one.name === name && one.state === 'failed')?.status ??
      'Kaizala does not hold these bytes.',
  }));
  for (const post of compared.posts) {
    seen.add(post.referenceId);
    tell({ event: 'posted', ...post });
    const of = `The post ${post.referenceId}`;
    if (post.caption !== caption) failures.push({ reason: `${of} has another caption: "${post.caption}".` });
    if (groupId !== undefined && post.groupId !== groupId) {
      failures.push({ reason: `${of} is in another group: ${post.groupName}.` });
    }
    for (const { name, sharedSha256 } of post.files) {
      if (sharedSha256 === undefined)
        failures.push({ name, reason: `${of} holds a file that nobody shared.` });
    }
  }
  for (const failure of failures) tell({ event: 'failed', ...failure });
  return failures.length === 0;
}
