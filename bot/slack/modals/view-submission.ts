import { z } from 'zod';

const text = z.string().min(1).optional().catch(undefined);

/** A modal that somebody has filled in, as far as it says which one it is. */
export const viewSubmission = z.looseObject({
  type: z.literal('view_submission'),
  user: z.looseObject({ id: z.string().min(1), name: text, username: text, team_id: text }),
  view: z.looseObject({
    id: z.string().min(1),
    callback_id: z.string().default(''),
    private_metadata: z.string().default(''),
  }),
});

export type ViewSubmission = z.infer<typeof viewSubmission>;

/** What a modal carries along for when it comes back. Undefined if it is none of ours, or of an older version. */
export function readMetadata<T>(schema: z.ZodType<T>, { view }: ViewSubmission): T | undefined {
  try {
    return schema.safeParse(JSON.parse(view.private_metadata)).data;
  } catch {
    return undefined;
  }
}
