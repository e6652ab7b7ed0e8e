import { z } from 'zod';
import { epochMs } from '../epoch.ts';
import type { ActionList, GroupAction } from '../types.ts';

const answer = z.object({ actions: z.array(z.unknown()), hasMore: z.boolean().catch(false) });

const action = z.object({
  referenceId: z.string().min(1),
  actionType: z.string(),
  sender: z.string().optional().catch(undefined),
  creationTime: z.unknown().optional(),
  actionBody: z
    .object({ imageUrl: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** A group's history. An entry without a reference or a type is of no use to anyone and is left out. */
export function parseActions(body: unknown): ActionList | undefined {
  const { data } = answer.safeParse(body);
  if (!data) return undefined;
  return { actions: data.actions.flatMap(parseAction), hasMore: data.hasMore };
}

function parseAction(entry: unknown): GroupAction[] {
  const { data } = action.safeParse(entry);
  if (!data) return [];
  const { referenceId, actionType, sender, actionBody } = data;
  const createdAtMs = epochMs(data.creationTime);
  return [
    {
      referenceId,
      actionType,
      ...(sender !== undefined && { sender }),
      ...(createdAtMs !== undefined && { createdAt: new Date(createdAtMs) }),
      ...(actionBody?.imageUrl && { mediaUrl: actionBody.imageUrl }),
    },
  ];
}
