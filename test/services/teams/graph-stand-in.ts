import { EgressPolicy } from '../../../services/files/egress/egress-policy.ts';
import { createTeamsServices, type TeamsServices } from '../../../services/teams/create-teams-services.ts';
import { type Reply, ScriptedServer, type Step } from '../kaizala/scripted-server.ts';

export const TENANT = '0a0a0a0a-1111-4111-8111-0a0a0a0a0a0a';
export const BOT_TOKEN = 'MARKED-bot-token';
export const SECRET = 'MARKED-secret';
/** Where tokens are asked for. */
export const TOKEN_ROUTE = `POST /login/${TENANT}/oauth2/v2.0/token`;

export interface StandInOptions {
  /** What the app was granted in the whole tenant; null for tokens that can't be read. */
  readonly roles?: readonly string[] | null;
}

/** Graph, Entra ID and Teams' connector, each on a server of its own, and what the bot has to talk to them. */
export class GraphStandIn {
  readonly graph: ScriptedServer;
  readonly connector: ScriptedServer;
  readonly services: TeamsServices;
  readonly token: string;

  private constructor(graph: ScriptedServer, connector: ScriptedServer, roles: StandInOptions['roles']) {
    this.graph = graph;
    this.connector = connector;
    this.token = roles === null ? 'MARKED-opaque' : tokenWith(roles ?? []);
    this.services = createTeamsServices({
      graph: {
        root: `${graph.url}/graph`,
        loginRoot: `${graph.url}/login`,
        clientId: 'app',
        clientSecret: SECRET,
      },
      egress: new EgressPolicy([]),
      botTokens: { token: async () => BOT_TOKEN },
      lagWaitsMs: [1, 1],
    });
    graph.script(TOKEN_ROUTE, tokenReply(this.token));
  }

  static async start({ roles }: StandInOptions = {}): Promise<GraphStandIn> {
    return new GraphStandIn(await ScriptedServer.start(), await ScriptedServer.start(), roles);
  }

  /** Sets the answers to a path below Graph's root and version. */
  answer(path: string, ...replies: Step[]): void {
    this.graph.script(`GET /graph/v1.0${path}`, ...replies);
  }

  asked(path: string) {
    return this.graph.requestsTo(`GET /graph/v1.0${path}`);
  }

  async close(): Promise<void> {
    await this.graph.close();
    await this.connector.close();
  }
}

export function tokenReply(token: string, seconds = 3599): Reply {
  return { body: { token_type: 'Bearer', expires_in: seconds, access_token: token } };
}

/** A token as Entra ID makes them, with a signature that nobody looks at. */
export function tokenWith(roles: readonly string[]): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256' })}.${part({ tid: TENANT, roles })}.MARKED`;
}

/** Nobody calls anything off. */
export const unhurried = () => new AbortController().signal;
