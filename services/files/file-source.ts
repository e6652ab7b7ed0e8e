import { z } from 'zod';

/**
 * How a file's bytes are reached. Stored with the file and read back by the worker, which checks the url
 * against the hosts of its kind again before it goes there.
 */
export const fileSource = z.discriminatedUnion('kind', [
  /** A pre-authenticated SharePoint or OneDrive link from Teams: no header belongs on it, and it expires. */
  z.object({ kind: z.literal('teamsDownload'), url: z.url() }),
]);

export type FileSource = z.infer<typeof fileSource>;
