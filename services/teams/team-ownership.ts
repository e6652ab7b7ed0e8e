import { BridgeError } from '../errors.ts';
import type { Verdict } from '../verdict.ts';
import type { ConnectorReader } from './connector-reader.ts';
import type { GraphClient, GraphQuestion } from './graph-client.ts';
import { type TeamMembers, teamMembers } from './parse/team-members.ts';

/** A person in a conversation of a team. */
export interface TeamPerson {
  readonly serviceUrl: string;
  /** As Teams' activities name it, `19:…`. */
  readonly teamId: string;
  readonly tenantId: string;
  readonly conversationId: string;
  /** As Teams' activities name the person, `29:…`. */
  readonly userId: string;
  readonly aadObjectId?: string;
}

/** Teams have at most 25,000 members, and pages of Graph a hundred or more. */
const MOST_PAGES = 250;

/** Asks Teams who owns a team. */
export class TeamOwnership {
  readonly #connector: ConnectorReader;
  readonly #graph: GraphClient | undefined;

  constructor(connector: ConnectorReader, graph: GraphClient | undefined) {
    this.#connector = connector;
    this.#graph = graph;
  }

  /** By the roster that the bot sees, or else by Graph, which needs TeamMember.Read.Group. Never rejects for either. */
  async isOwner(person: TeamPerson, signal: AbortSignal): Promise<Verdict> {
    if (await this.#isOwnerInRoster(person, signal)) return 'yes';
    try {
      return await this.#isOwnerInGraph(person, signal);
    } catch (error) {
      if (error instanceof BridgeError) return 'unknown';
      throw error;
    }
  }

  /** What the roster says of somebody who is no owner is not relied upon. */
  async #isOwnerInRoster(person: TeamPerson, signal: AbortSignal): Promise<boolean> {
    try {
      const { userRole } = await this.#connector.member(person.serviceUrl, person, signal);
      return userRole?.toLowerCase() === 'owner';
    } catch (error) {
      if (error instanceof BridgeError) return false;
      throw error;
    }
  }

  async #isOwnerInGraph(person: TeamPerson, signal: AbortSignal): Promise<Verdict> {
    const { serviceUrl, teamId, tenantId, aadObjectId } = person;
    if (!this.#graph || !aadObjectId) return 'unknown';
    const groupId = await this.#connector.groupId(serviceUrl, teamId, signal);
    let path: string | undefined = `/teams/${encodeURIComponent(groupId)}/members`;
    for (let count = 0; path !== undefined && count < MOST_PAGES; count++) {
      const question: GraphQuestion<TeamMembers> = {
        tenantId,
        path,
        subject: 'members',
        schema: teamMembers,
      };
      const page: TeamMembers = await this.#graph.get(question, signal);
      const member = page.value.find(({ userId }) => userId?.toLowerCase() === aadObjectId.toLowerCase());
      if (member) return member.roles?.some((role) => role.toLowerCase() === 'owner') ? 'yes' : 'no';
      path = page['@odata.nextLink'];
    }
    return path === undefined ? 'no' : 'unknown';
  }
}
