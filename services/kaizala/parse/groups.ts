import { z } from 'zod';
import type { KaizalaGroup } from '../types.ts';

const answer = z.object({ groups: z.array(z.unknown()) });

const group = z.object({
  groupId: z.string().min(1),
  groupName: z.string().trim().min(1).optional().catch(undefined),
});

/** The groups of an answer. One malformed entry is left out instead of hiding all the others. */
export function parseGroups(body: unknown): KaizalaGroup[] | undefined {
  return answer.safeParse(body).data?.groups.flatMap((entry) => {
    const { data } = group.safeParse(entry);
    return data ? [{ id: data.groupId, name: data.groupName ?? data.groupId }] : [];
  });
}
