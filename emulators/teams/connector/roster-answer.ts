import { type ConnectorAnswer, errorAnswer } from './connector-answer.ts';

/** A person in a conversation, as Teams names them to a bot. */
export interface Member {
  /** Opaque, `29:…`, and different for each bot. */
  readonly id: string;
  readonly name: string;
  readonly aadObjectId: string;
}

/** The answer to `GET …/members`, `…/members/{id}` and `…/pagedmembers`. */
export function rosterAnswer(members: readonly Member[], path: readonly string[]): ConnectorAnswer {
  const [collection, id] = path;
  if (collection === 'pagedmembers') return { status: 200, body: { members } };
  if (collection !== 'members') return errorAnswer(404, 'NotFound', 'No such resource.');
  if (id === undefined) return { status: 200, body: members };
  const member = members.find((candidate) => candidate.id === id);
  if (member !== undefined) return { status: 200, body: member };
  return errorAnswer(404, 'MemberNotFoundInConversation', 'No such member in this conversation.');
}
