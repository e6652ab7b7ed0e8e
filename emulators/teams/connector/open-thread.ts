import { z } from 'zod';
import { type Activity, activitySchema } from '../activity.ts';

const newThread = z.object({
  isGroup: z.literal(true),
  channelData: z.object({ channel: z.object({ id: z.string() }) }),
  activity: activitySchema,
});

/** Reads the body of `POST /v3/conversations` that begins a thread in a channel; undefined if it is none. */
export function openThread(body: string): { channelId: string; activity: Activity } | undefined {
  try {
    const { channelData, activity } = newThread.parse(JSON.parse(body));
    return { channelId: channelData.channel.id, activity };
  } catch {
    return undefined;
  }
}
