import { setTimeout as delay } from 'node:timers/promises';
import { type Activity, TurnContext } from 'botbuilder';
import type { Forwards } from '../services/forwards/forwards.ts';
import type { Forward, SharedFile } from '../services/forwards/types.ts';
import { activityKey } from './activity-key.ts';
import { conversationKey } from './conversation-key.ts';

/** If this process dies before it has asked, the person is asked this much later, in milliseconds. */
const ASK_AGAIN_MS = 15_000;
/** How long the question waits for the sizes of the files, which Teams does not tell. */
const SIZES_PATIENCE_MS = 400;
const SIZES_POLL_MS = 80;

/**
 * Records the files that an activity shares and has them fetched. Undefined if the activity has been
 * recorded before, in which case there is nothing more to do.
 */
export async function receiveFiles(
  context: TurnContext,
  forwards: Forwards,
  files: readonly SharedFile[],
): Promise<Forward | undefined> {
  const { activity } = context;
  const { id, name } = activity.from;
  const forward = await forwards.receive(
    {
      sourceKey: activityKey(activity),
      conversationKey: conversationKey(activity),
      requesterId: id,
      ...(name && { requesterName: name }),
      conversationReference: TurnContext.getConversationReference(activity),
      ...(activity.text && { suggestedCaption: activity.text }),
      files,
      isAddressed: true,
      sharedAt: sentAt(activity),
    },
    new Date(Date.now() + ASK_AGAIN_MS),
  );
  if (!forward) return undefined;
  const deadline = Date.now() + SIZES_PATIENCE_MS;
  while (Date.now() < deadline && !(await forwards.knowsSizes(forward.id))) await delay(SIZES_POLL_MS);
  return forwards.find(forward.id);
}

/** Teams' own time of the message. Other channels may leave it out. */
function sentAt({ timestamp }: Activity): Date {
  const at = new Date(timestamp ?? Number.NaN);
  return Number.isNaN(at.getTime()) ? new Date() : at;
}
