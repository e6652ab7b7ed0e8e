import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { readSlackFiles } from '../../../services/slack/read-slack-files.ts';
import type { Message } from '../message.ts';

const withFiles = z.object({
  SlackMessage: z.object({ event: z.object({ files: z.unknown().optional() }) }),
});

/** The team of a message of which nothing tells it. There is no token for it, and people are told so. */
const UNKNOWN = 'unknown';

/** Reads what a message of Slack shares. It names its files in any case, also those that have to be asked for. */
export function readSlackMessage({ channelData, conversation }: Activity): Message {
  const { lookup, files } = readSlackFiles(filesIn(channelData), conversation.tenantId ?? UNKNOWN);
  return { files, ...(lookup && { lookup }), namesFiles: lookup !== undefined };
}

/** Whether a message of Slack has files, as far as its activity tells, which is always. */
export function sharesFiles({ channelData }: Activity): boolean {
  const files = filesIn(channelData);
  return Array.isArray(files) && files.length > 0;
}

function filesIn(channelData: unknown): unknown {
  return withFiles.safeParse(channelData).data?.SlackMessage.event.files;
}
