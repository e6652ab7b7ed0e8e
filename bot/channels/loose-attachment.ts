import { z } from 'zod';

const text = z.string().optional().catch(undefined);

/** Clients leave out fields, and fill them with what does not belong there: whatever is no text counts as absent. */
const looseAttachment = z.object({
  id: text,
  contentType: text,
  contentUrl: text,
  name: text,
  content: z.unknown().optional(),
});

export type LooseAttachment = z.infer<typeof looseAttachment>;

/** The attachments of an activity. Something that is none comes as one without any fields. */
export function looseAttachments(value: unknown): LooseAttachment[] {
  if (value === undefined || value === null) return [];
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return all.map((one) => {
    const parsed = looseAttachment.safeParse(one);
    return parsed.success ? parsed.data : {};
  });
}
