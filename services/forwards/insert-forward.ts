import { randomUUID } from 'node:crypto';
import type { Queryable } from '../database/database.ts';
import { placeOf } from '../database/secret-box.ts';
import { arrangeFiles } from './messages/arrange-files.ts';
import type { ForwardRequest, ForwardStage } from './types.ts';

/** What was recorded: the forward's id, and the ids of the files that are now to be fetched. */
export interface InsertedForward {
  readonly id: string;
  readonly stage: ForwardStage;
  readonly fileIds: readonly string[];
}

/**
 * Records a forward with its posts and files, unless the message that asks for it has been recorded before:
 * then nothing is written, and nothing returned.
 */
export async function insertForward(
  tx: Queryable,
  request: ForwardRequest,
  albumMaxPictures: number,
): Promise<InsertedForward | undefined> {
  const id = randomUUID();
  const stage = firstStage(request);
  const group = request.auto ?? request.answer?.group;
  const inserted = await tx.query(
    `INSERT INTO bridge.forwards (id, source_key, conversation_key, requester_id, requester_name,
       conversation_reference, stage, suggested_caption, scope_key, auto, group_id, group_name, caption,
       is_addressed, names_files, shared_at, lookup, requester_entra_id)
     VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17::jsonb, $18)
     ON CONFLICT (source_key) DO NOTHING RETURNING id`,
    [
      id,
      request.sourceKey,
      request.conversationKey,
      request.requesterId,
      request.requesterName ?? null,
      tx.secrets.sealJson(request.conversationReference, placeOf('forwards.conversation_reference', id)),
      stage,
      request.suggestedCaption ?? null,
      request.scopeKey,
      request.auto !== undefined,
      group?.id ?? null,
      group?.name ?? null,
      captionOf(request, stage),
      request.isAddressed,
      request.namesFiles,
      request.sharedAt,
      request.lookup ? JSON.stringify(request.lookup) : null,
      request.requesterEntraId?.toLowerCase() ?? null,
    ],
  );
  if (inserted.length === 0) return undefined;
  await insertSource(tx, id, request);
  return { id, stage, fileIds: await arrangeFiles(tx, id, albumMaxPictures, request) };
}

/** Remembers a message as one that the forward is made of. */
export async function insertSource(
  tx: Queryable,
  forwardId: string,
  {
    sourceKey,
    sharedAt,
    suggestedCaption,
  }: Pick<ForwardRequest, 'sourceKey' | 'sharedAt' | 'suggestedCaption'>,
): Promise<void> {
  await tx.query(
    'INSERT INTO bridge.sources (source_key, forward_id, shared_at, text) VALUES ($1, $2, $3, $4)',
    [sourceKey, forwardId, sharedAt, suggestedCaption ?? null],
  );
}

/** Of what is to be looked for, it is up to the end of that, unless the person has said it. */
function captionOf({ answer, suggestedCaption }: ForwardRequest, stage: ForwardStage): string | null {
  if (answer) return answer.caption ?? null;
  return stage === 'accepted' ? (suggestedCaption ?? null) : null;
}

function firstStage({ lookup, auto, answer, files }: ForwardRequest): ForwardStage {
  if (lookup) return 'finding';
  if (!files.some((file) => 'source' in file)) return 'refused';
  return auto || answer ? 'accepted' : 'asking';
}
