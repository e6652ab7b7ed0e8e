import { z } from 'zod';

/** What is missing, empty, or of another type than it should be counts as not told. */
const text = z.string().min(1).optional().catch(undefined);
const number = z.number().int().nonnegative().optional().catch(undefined);

/**
 * A file as Slack describes it in events and answers to files.info. Of a stub little more than the id is there,
 * and names may be null.
 */
export const slackFile = z.object({
  id: z.string().min(1),
  name: text,
  title: text,
  mimetype: text,
  filetype: text,
  size: number,
  /** hosted, external, snippet, post, space, tombstone, hidden_by_limit, file_access, … */
  mode: text,
  /** visible, check_file_info, access_denied, file_not_found */
  file_access: text,
  /** slack_audio and slack_video: recorded in Slack itself. */
  subtype: text,
  is_external: z.boolean().optional().catch(undefined),
  /** gdrive, dropbox, box, onedrive, …: the list is inferred. */
  external_type: text,
  url_private: text,
  url_private_download: text,
});

export type SlackFileObject = z.infer<typeof slackFile>;
