import { z } from 'zod';

const answer = z.object({
  posts: z.array(
    z.object({
      referenceId: z.string(),
      groupId: z.string(),
      groupName: z.string(),
      actionType: z.string(),
      caption: z.string(),
      files: z.array(z.object({ name: z.string(), size: z.number(), sha256: z.string() })),
    }),
  ),
});

/** A post as Kaizala holds it. */
export type KaizalaPost = z.infer<typeof answer>['posts'][number];

/** Everything that has been posted, oldest first, as the Kaizala emulator tells it. */
export async function fetchPosts(kaizalaUrl: string): Promise<KaizalaPost[]> {
  const response = await fetch(`${kaizalaUrl}/emulator/posts`);
  if (!response.ok) throw new Error(`The Kaizala emulator answered ${response.status}.`);
  return answer.parse(await response.json()).posts;
}
