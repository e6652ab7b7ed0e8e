import type { Person } from '../groups/person.ts';
import type { JsonAnswer } from '../http/answer.ts';

/** The answer to `GET /teams/{id}/members`. */
export function membersAnswer(people: readonly Person[]): JsonAnswer {
  const value = people.map(({ aadObjectId, name, userRole, email, tenantId }) => ({
    '@odata.type': '#microsoft.graph.aadUserConversationMember',
    id: Buffer.from(aadObjectId).toString('base64'),
    // An ordinary member has no role.
    roles: userRole === 'user' ? [] : [userRole],
    displayName: name,
    userId: aadObjectId,
    email,
    tenantId,
  }));
  return { status: 200, body: { value } };
}
