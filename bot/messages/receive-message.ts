import { setTimeout as delay } from 'node:timers/promises';
import { type Activity, TurnContext } from 'botbuilder';
import { MAX_CAPTION_LENGTH } from '../../dialogs/card-answer.ts';
import type { Forwards } from '../../services/forwards/forwards.ts';
import type { Forward, TargetGroup } from '../../services/forwards/types.ts';
import { acknowledge } from '../acknowledge.ts';
import type { Message } from '../channels/message.ts';
import { clip } from '../clip.ts';
import { conversationKey } from '../places/conversation-key.ts';
import { scopeKey } from '../places/conversation-scope.ts';
import { sourceKey } from '../places/source-key.ts';

/** If this process dies before it has asked, the person is asked this much later, in milliseconds. */
const ASK_AGAIN_MS = 15_000;
/** How long the turn waits for files that have to be asked for, so that the person is answered within it. */
const FINDING_PATIENCE_MS = 2_500;
/** How long the question waits for the sizes of the files, which Teams does not tell. */
const SIZES_PATIENCE_MS = 400;
const POLL_MS = 80;

export interface Reception {
  readonly message: Message;
  /** Whether the person spoke to the bot. */
  readonly isAddressed: boolean;
  /** Where it goes without a question. */
  readonly auto?: TargetGroup | undefined;
}

/**
 * Records what a message shares and has it fetched. Undefined if there is nothing more to do: it has been
 * recorded before, it joined others, or its files are being looked for and whoever finds them goes on.
 */
export async function receiveMessage(
  context: TurnContext,
  forwards: Forwards,
  { message, isAddressed, auto }: Reception,
): Promise<Forward | undefined> {
  const { activity } = context;
  const { id, name, aadObjectId } = activity.from;
  const forward = await forwards.receive(
    {
      sourceKey: sourceKey(activity),
      conversationKey: conversationKey(activity),
      scopeKey: scopeKey(activity),
      requesterId: id,
      ...(name && { requesterName: name }),
      ...(aadObjectId && { requesterEntraId: aadObjectId }),
      conversationReference: TurnContext.getConversationReference(activity),
      ...(activity.text && { suggestedCaption: clip(activity.text, MAX_CAPTION_LENGTH) }),
      files: message.files,
      ...(message.lookup && { lookup: message.lookup }),
      ...(auto && { auto }),
      isAddressed,
      namesFiles: message.namesFiles,
      sharedAt: sentAt(activity),
    },
    new Date(Date.now() + ASK_AGAIN_MS),
  );
  acknowledge(context);
  if (!forward) return undefined;
  const isFound = async () => !(await forwards.isBeingFound(forward.id));
  if (forward.stage === 'finding' && !(await waitUntil(isFound, FINDING_PATIENCE_MS))) {
    await forwards.cards.showFromNow(forward.id);
    return undefined;
  }
  await waitUntil(() => forwards.knowsSizes(forward.id), SIZES_PATIENCE_MS);
  return forwards.find(forward.id);
}

async function waitUntil(isReached: () => Promise<boolean>, patienceMs: number): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  while (!(await isReached())) {
    if (Date.now() >= deadline) return false;
    await delay(POLL_MS);
  }
  return true;
}

/** Teams' own time of the message. Other channels may leave it out. */
function sentAt({ timestamp }: Activity): Date {
  const at = new Date(timestamp ?? Number.NaN);
  return Number.isNaN(at.getTime()) ? new Date() : at;
}
