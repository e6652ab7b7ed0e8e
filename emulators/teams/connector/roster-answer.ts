import { errorAnswer, type JsonAnswer } from '../http/answer.ts';

/** A person in a conversation, as Teams names them to a bot. */
export interface Member {
  /** Opaque, `29:…`, and different for each bot. */
  readonly id: string;
  readonly name: string;
  readonly aadObjectId: string;
}

const PAGE_SIZE = 200;

/** The answer to `GET …/members`, `…/members/{id}` and `…/pagedmembers`. */
export function rosterAnswer(
  members: readonly Member[],
  path: readonly string[],
  query: URLSearchParams,
): JsonAnswer {
  const [collection, id] = path;
  if (collection === 'pagedmembers') return { status: 200, body: pageOf(members, query) };
  if (collection !== 'members') return errorAnswer(404, 'NotFound', 'No such resource.');
  if (id === undefined) return { status: 200, body: members };
  const member = members.find((candidate) => candidate.id === id || candidate.aadObjectId === id);
  if (member !== undefined) return { status: 200, body: member };
  return errorAnswer(404, 'MemberNotFoundInConversation', 'No such member in this conversation.');
}

function pageOf(members: readonly Member[], query: URLSearchParams) {
  const size = Number(query.get('pageSize') ?? PAGE_SIZE);
  const start = Number(query.get('continuationToken') ?? 0);
  const end = start + size;
  return {
    members: members.slice(start, end),
    ...(end < members.length && { continuationToken: String(end) }),
  };
}
