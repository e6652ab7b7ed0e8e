import { z } from 'zod';

const answer = z.object({ referenceId: z.string().min(1) });

/** The `referenceId` of an answer to a post. */
export function parseReferenceId(body: unknown): string | undefined {
  return answer.safeParse(body).data?.referenceId;
}
