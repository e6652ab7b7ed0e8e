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
}

interface PostRow {
  id: string;
  kind: MediaKind;
  state: PostState;
  media_resource: string | null;
  reference_id: string | null;
  failure: Failure | null;
  attempts: number;
  first_failed_at: Date | null;
  next_attempt_at: Date | null;
  posting_since: Date | null;
  posting_until: Date | null;
  seen_before: SeenAction[] | null;
  posted_at: Date | null;
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

/** Reads a forward with its posts and files, or nothing if there is none with that id. */
export async function loadForward(db: Queryable, id: string): Promise<Forward | undefined> {
  const [row] = await db.query<ForwardRow>('SELECT * FROM bridge.forwards WHERE id = $1', [id]);
  if (!row) return undefined;
  const posts = await db.query<PostRow>(
    'SELECT * FROM bridge.posts WHERE forward_id = $1 ORDER BY position',
    [id],
  );
  const files = await db.query<FileRow>(
    'SELECT * FROM bridge.files WHERE forward_id = $1 ORDER BY position',
    [id],
  );
  const reference = db.secrets.openJson(
    row.conversation_reference,
    placeOf('forwards.conversation_reference', id),
  );
  return toForward({ ...row, conversation_reference: reference }, posts, files);
}

function toForward(row: ForwardRow, posts: PostRow[], files: FileRow[]): Forward {
  const filesOf = (postId: string | null) => files.filter((file) => file.post_id === postId).map(toFile);
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
    posts: posts.map((post) => toPost(post, filesOf(post.id))),
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
    ...(row.first_failed_at !== null && { firstFailedAt: row.first_failed_at }),
    ...(row.next_attempt_at !== null && { nextAttemptAt: row.next_attempt_at }),
    ...(row.posting_since !== null && { postingSince: row.posting_since }),
    ...(row.posting_until !== null && { postingUntil: row.posting_until }),
    ...(row.seen_before !== null && { seenBefore: row.seen_before }),
    ...(row.posted_at !== null && { postedAt: row.posted_at }),
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
