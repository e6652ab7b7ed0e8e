import type { Queryable } from '../database/database.ts';
import { placeOf } from '../database/secret-box.ts';
import { fileLookup } from '../files/file-lookup.ts';
import type { MediaKind } from '../kaizala/media-types.ts';
import type {
  Failure,
  Forward,
  ForwardFile,
  ForwardNote,
  ForwardStage,
  Post,
  PostState,
  SeenAction,
} from './types.ts';

interface ForwardRow {
  id: string;
  conversation_key: string;
  requester_id: string;
  requester_name: string | null;
  conversation_reference: unknown;
  stage: ForwardStage;
  suggested_caption: string | null;
  group_id: string | null;
  group_name: string | null;
  caption: string | null;
  card_activity_id: string | null;
  revision: number;
  shown_revision: number;
  created_at: Date;
  auto: boolean;
  is_addressed: boolean;
  names_files: boolean;
  shared_at: Date;
  lookup: unknown;
  find_failure: Failure | null;
  shown_from: Date | null;
  shown_card: string | null;
  content_version: number;
  note: ForwardNote | null;
  posts: PostRow[];
  files: FileRow[];
}

/** As JSON, in which times are text. */
interface PostRow {
  id: string;
  kind: MediaKind;
  state: PostState;
  media_resource: string | null;
  reference_id: string | null;
  failure: Failure | null;
  attempts: number;
  first_failed_at: string | null;
  next_attempt_at: string | null;
  posting_since: string | null;
  posting_until: string | null;
  seen_before: SeenAction[] | null;
  posted_at: string | null;
}

interface FileRow {
  id: string;
  post_id: string | null;
  name: string;
  state: ForwardFile['state'];
  size: number | null;
  sha256: string | null;
  failure: Failure | null;
}

/** In one statement: as many as there are, so many times a reader would wait for others. */
const LOAD = `SELECT f.*,
    coalesce((SELECT json_agg(p ORDER BY p.position) FROM bridge.posts p WHERE p.forward_id = f.id), '[]') AS posts,
    coalesce((SELECT json_agg(i ORDER BY i.position)
      FROM (SELECT id, post_id, name, state, size, sha256, failure, position FROM bridge.files
        WHERE forward_id = f.id) i), '[]') AS files
  FROM bridge.forwards f WHERE f.id = $1`;

/** Reads a forward with its posts and files, or nothing if there is none with that id. */
export async function loadForward(db: Queryable, id: string): Promise<Forward | undefined> {
  const [row] = await db.query<ForwardRow>(LOAD, [id]);
  if (!row) return undefined;
  const reference = db.secrets.openJson(
    row.conversation_reference,
    placeOf('forwards.conversation_reference', id),
  );
  return toForward({ ...row, conversation_reference: reference });
}

function toForward(row: ForwardRow): Forward {
  const filesOf = (postId: string | null) => row.files.filter((file) => file.post_id === postId).map(toFile);
  return {
    id: row.id,
    conversationKey: row.conversation_key,
    requesterId: row.requester_id,
    conversationReference: row.conversation_reference,
    stage: row.stage,
    revision: row.revision,
    shownRevision: row.shown_revision,
    createdAt: row.created_at,
    auto: row.auto,
    isAddressed: row.is_addressed,
    namesFiles: row.names_files,
    sharedAt: row.shared_at,
    contentVersion: row.content_version,
    posts: row.posts.map((post) => toPost(post, filesOf(post.id))),
    refused: filesOf(null),
    ...(row.requester_name !== null && { requesterName: row.requester_name }),
    ...(row.suggested_caption !== null && { suggestedCaption: row.suggested_caption }),
    ...(row.group_id !== null && { group: { id: row.group_id, name: row.group_name ?? row.group_id } }),
    ...(row.caption !== null && { caption: row.caption }),
    ...(row.card_activity_id !== null && { cardActivityId: row.card_activity_id }),
    ...(row.lookup !== null && { lookup: fileLookup.parse(row.lookup) }),
    ...(row.find_failure !== null && { findFailure: row.find_failure }),
    ...(row.shown_from !== null && { shownFrom: row.shown_from }),
    ...(row.shown_card !== null && { shownCard: row.shown_card }),
    ...(row.note !== null && { note: row.note }),
  };
}

function toPost(row: PostRow, files: ForwardFile[]): Post {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    attempts: row.attempts,
    files,
    ...(row.media_resource !== null && { mediaResource: row.media_resource }),
    ...(row.reference_id !== null && { referenceId: row.reference_id }),
    ...(row.failure !== null && { failure: row.failure }),
    ...(row.first_failed_at !== null && { firstFailedAt: new Date(row.first_failed_at) }),
    ...(row.next_attempt_at !== null && { nextAttemptAt: new Date(row.next_attempt_at) }),
    ...(row.posting_since !== null && { postingSince: new Date(row.posting_since) }),
    ...(row.posting_until !== null && { postingUntil: new Date(row.posting_until) }),
    ...(row.seen_before !== null && { seenBefore: row.seen_before }),
    ...(row.posted_at !== null && { postedAt: new Date(row.posted_at) }),
  };
}

function toFile(row: FileRow): ForwardFile {
  return {
    id: row.id,
    name: row.name,
    state: row.state,
    ...(row.size !== null && { size: row.size }),
    ...(row.sha256 !== null && { sha256: row.sha256 }),
    ...(row.failure !== null && { failure: row.failure }),
  };
}
