import { z } from 'zod';

const size = z.number().int().nonnegative().optional().catch(undefined);

/** A file or folder as Graph describes it. All may be missing. */
export const driveItem = z.object({
  name: z.string().optional().catch(undefined),
  size,
  folder: z.unknown().optional(),
  '@microsoft.graph.downloadUrl': z.url().optional().catch(undefined),
});
