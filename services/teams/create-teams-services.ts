import type { BotTokens } from '../bot-tokens.ts';
import type { EgressPolicy } from '../files/egress/egress-policy.ts';
import type { FileAccess } from '../files/file-access.ts';
import type { FileFinder } from '../forwards/types.ts';
import type { Verdict } from '../verdict.ts';
import { ConnectorReader } from './connector-reader.ts';
import { EntraTokens } from './entra-tokens.ts';
import { graphScope } from './graph-address.ts';
import { GraphClient } from './graph-client.ts';
import { GraphFileReach } from './graph-file-reach.ts';
import { messageAccess } from './message-access.ts';
import { type MessageLookup, MessageReader } from './message-reader.ts';
import { TeamOwnership, type TeamPerson } from './team-ownership.ts';
import { TeamsFileFinder } from './teams-file-finder.ts';

export interface TeamsServicesOptions {
  /** Absent: files and messages of chats and channels can't be reached. */
  readonly graph?: {
    /** Version 1.0, unless it ends in one. */
    readonly root: string;
    readonly loginRoot: string;
    readonly clientId: string;
    readonly clientSecret: string;
  };
  readonly egress: EgressPolicy;
  readonly botTokens: BotTokens;
  /** How long to wait, in milliseconds and one after the other, for a message that Graph does not know yet. */
  readonly lagWaitsMs?: readonly number[];
}

/** What Teams can be asked beyond what its activities say. */
export interface TeamsServices {
  readonly access: FileAccess;
  readonly finder: FileFinder;
  /** Whether the bot is sent the messages around this one that don't mention it. */
  hasMessageAccess(lookup: MessageLookup, signal: AbortSignal): Promise<Verdict>;
  isTeamOwner(person: TeamPerson, signal: AbortSignal): Promise<Verdict>;
}

export function createTeamsServices(options: TeamsServicesOptions): TeamsServices {
  const { egress, botTokens, lagWaitsMs } = options;
  const connector = new ConnectorReader(egress, botTokens);
  const graph = options.graph && createGraph(options.graph);
  const messages = graph && new MessageReader(graph, connector, lagWaitsMs);
  const ownership = new TeamOwnership(connector, graph);
  return {
    access: { botTokens, ...(graph && { graph: new GraphFileReach(graph) }) },
    finder: new TeamsFileFinder(connector, graph && messages && { graph, messages }),
    hasMessageAccess: async (lookup, signal) =>
      graph && messages
        ? messageAccess(messages, lookup, { rolesOf: (tenantId) => graph.roles(tenantId, signal), signal })
        : 'unknown',
    isTeamOwner: (person, signal) => ownership.isOwner(person, signal),
  };
}

function createGraph({ root, ...login }: NonNullable<TeamsServicesOptions['graph']>): GraphClient {
  return new GraphClient(root, new EntraTokens({ ...login, scope: graphScope(root) }));
}
