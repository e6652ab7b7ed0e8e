import { z } from 'zod';

const answer = z.object({ mediaResource: z.string().min(1) });

/** The `mediaResource` of an answer to an upload. */
export function parseMediaResource(body: unknown): string | undefined {
  return answer.safeParse(body).data?.mediaResource;
}
