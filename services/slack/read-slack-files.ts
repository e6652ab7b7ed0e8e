import { z } from 'zod';
import type { FileLookup } from '../files/file-lookup.ts';
import type { SharedFile } from '../forwards/types.ts';
import { slackFile } from './parse/slack-file.ts';
import { sharedSlackFile } from './shared-slack-file.ts';

/** What a message of Slack says of its files. */
export interface SlackFilesOfMessage {
  /** In their order; but those that are asked for come later. */
  readonly files: SharedFile[];
  /** Where to ask for those of which too little is told. */
  readonly lookup?: Extract<FileLookup, { kind: 'slackFiles' }>;
}

/**
 * Reads the `files` of an event, a message or a shortcut's payload. What makes no sense there is no file.
 * @param files as they came
 * @param teamId the workspace whose token opens them: the one in which the app is installed
 */
export function readSlackFiles(files: unknown, teamId: string): SlackFilesOfMessage {
  const entries = z.array(z.unknown()).catch([]).parse(files);
  const read = entries.flatMap((entry) => {
    const parsed = slackFile.safeParse(entry);
    return parsed.success ? [sharedSlackFile(parsed.data, teamId)] : [];
  });
  const known = read.flatMap((file) => ('askFor' in file ? [] : [file]));
  const fileIds = read.flatMap((file) => ('askFor' in file ? [file.askFor] : []));
  return { files: known, ...(fileIds.length > 0 && { lookup: { kind: 'slackFiles', teamId, fileIds } }) };
}
