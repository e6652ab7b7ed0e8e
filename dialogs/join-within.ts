import type { Activity } from 'botbuilder';

/** A message of Teams should weigh less than 28 kB, its envelope included. */
const TEAMS_BYTES = 18_000;
/**
 * Slack refuses messages whose blocks are too long, and does not say how long that is: people had 11,300 characters
 * refused (inferred).
 */
const SLACK_BYTES = 8_000;

/** Joins as many parts as one message can hold where the activity comes from, and says how many are left out. */
export function joinWithin(
  parts: readonly string[],
  { channelId }: Pick<Activity, 'channelId'>,
  separator = '\n\n',
): string {
  const most = channelId === 'slack' ? SLACK_BYTES : TEAMS_BYTES;
  let joined = '';
  for (const [index, part] of parts.entries()) {
    const next = joined === '' ? part : `${joined}${separator}${part}`;
    if (Buffer.byteLength(next) > most) return `${joined}${separator}… and ${parts.length - index} more`;
    joined = next;
  }
  return joined;
}
