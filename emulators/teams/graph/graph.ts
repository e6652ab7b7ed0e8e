import type { IncomingMessage } from 'node:http';
import { FaultPlan } from '../../http/fault-plan.ts';
import type { FileHost } from '../files/file-host.ts';
import type { Person } from '../groups/person.ts';
import { type Answer, errorAnswer, throttledAnswer } from '../http/answer.ts';
import { readTokenRequest, tokenAnswer, tokenErrorAnswer } from '../issuer/token-request.ts';
import type { GraphCall, GraphFault } from './graph-fault.ts';
import type { GraphPlace } from './graph-place.ts';
import { GRANTED_AT_FIRST, type GraphRole } from './graph-roles.ts';
import { GRAPH_TOKEN_SECONDS, GraphTokens } from './graph-tokens.ts';
import { membersAnswer } from './members-answer.ts';
import { messageAnswer } from './message-answer.ts';
import { shareAnswer } from './share-answer.ts';

const SCOPE = 'https://graph.microsoft.com/.default';

interface GraphTeam {
  readonly aadGroupId: string;
  readonly members: readonly Person[];
  readonly hasConsent: boolean;
}

/** An answer, and where it breaks off if it has to. */
export interface GraphAnswer {
  readonly answer: Answer;
  readonly cutAfterBytes?: number;
}

/** Microsoft Graph, and what hands out the tokens to it: as much of them as a bot needs for files. */
export class Graph {
  /** How long a link to a file's bytes works that Graph gives. */
  linkLifeMs = 300_000;
  readonly #root: string;
  readonly #tenantId: string;
  readonly #files: FileHost;
  readonly #tokens: GraphTokens;
  readonly #faults = new FaultPlan<GraphCall, GraphFault>();
  readonly #counts = new Map<GraphCall, number>();
  readonly #places = new Map<string, GraphPlace>();
  readonly #teams = new Map<string, GraphTeam>();
  #granted = new Set<string>(GRANTED_AT_FIRST);

  /** `root` has its version: `…/v1.0`. */
  constructor(root: string, tenantId: string, files: FileHost) {
    this.#root = root;
    this.#tenantId = tenantId;
    this.#files = files;
    this.#tokens = new GraphTokens(tenantId);
  }

  /**
   * The tenant's administrator grants the app these application roles, and takes all others away. What is
   * new comes with the next token, as in Entra ID; what is taken away is gone at once.
   */
  grant(roles: readonly GraphRole[]): void {
    this.#granted = new Set(roles);
  }

  /** Makes every token that is out worthless: Graph answers 401 to it. */
  expireTokens(): void {
    this.#tokens.expire();
  }

  /** Makes the next `times` calls fail (1 if absent, `Infinity` for all). */
  failNext(call: GraphCall, fault: GraphFault, times = 1): void {
    this.#faults.add(call, fault, times);
  }

  clearFaults(): void {
    this.#faults.clear();
  }

  /** How many calls of this kind have come so far, failed ones too. */
  count(call: GraphCall): number {
    return this.#counts.get(call) ?? 0;
  }

  openPlace(place: GraphPlace): void {
    this.#places.set(place.path, place);
  }

  openTeam(team: GraphTeam): void {
    this.#teams.set(team.aadGroupId, team);
  }

  /** Answers a request to the login root; `path` is what follows it. */
  async takeLogin(request: IncomingMessage, path: readonly string[]): Promise<GraphAnswer | undefined> {
    const [tenantId, ...rest] = path;
    if (request.method !== 'POST' || rest.join('/') !== 'oauth2/v2.0/token') return notFound();
    const wanted = await readTokenRequest(request);
    const fault = this.#noted('token');
    if (fault?.kind === 'status' && fault.status < 500) {
      const error = tokenErrorAnswer(
        fault.status,
        'invalid_client',
        7000215,
        'Invalid client secret provided.',
      );
      return { answer: error };
    }
    return this.#struck(fault, () => {
      if (wanted === undefined) {
        return tokenErrorAnswer(400, 'invalid_request', 900144, 'The request body is incomplete.');
      }
      if (tenantId !== this.#tenantId) {
        return tokenErrorAnswer(400, 'invalid_request', 90002, `Tenant '${tenantId}' not found.`);
      }
      if (wanted.scope !== SCOPE) {
        return tokenErrorAnswer(400, 'invalid_scope', 1002012, 'The scope must end in /.default.');
      }
      return tokenAnswer(this.#tokens.issue(wanted.client_id, this.#granted), GRAPH_TOKEN_SECONDS);
    });
  }

  /** Answers a request to Graph; `path` holds the decoded segments behind its version. */
  take(request: IncomingMessage, path: readonly string[]): GraphAnswer | undefined {
    const call = callOf(path);
    if (request.method !== 'GET' || call === undefined) return notFound();
    const fault = this.#noted(call);
    const held = this.#tokens.rolesOf(request.headers.authorization);
    if (held === undefined) {
      return {
        answer: errorAnswer(401, 'InvalidAuthenticationToken', 'Access token is empty or not valid.'),
      };
    }
    const roles = new Set([...held].filter((role) => this.#granted.has(role)));
    return this.#struck(fault, (redirectedTo) => this.#answer(path, roles, redirectedTo));
  }

  #answer(path: readonly string[], roles: ReadonlySet<string>, redirectedTo?: string): Answer {
    const [first, id = '', ...rest] = path;
    if (first === 'shares') {
      if (!roles.has('Files.Read.All') && !roles.has('Sites.Read.All')) return forbidden('accessDenied');
      const { linkLifeMs } = this;
      return shareAnswer({ files: this.#files, path: path.slice(1), linkLifeMs, redirectedTo });
    }
    if (redirectedTo !== undefined) return { status: 302, headers: { location: redirectedTo } };
    if (first === 'teams' && rest[0] === 'members') {
      const team = this.#teams.get(id);
      if (team === undefined) return errorAnswer(404, 'NotFound', 'No team found with this id.');
      if (!team.hasConsent && !roles.has('TeamMember.Read.All')) return forbidden('Forbidden');
      return membersAnswer(team.members);
    }
    const at = path.indexOf('messages');
    const place = this.#places.get(path.slice(0, at).join('/'));
    if (place === undefined) return errorAnswer(404, 'NotFound', 'Invalid ThreadId.');
    if (!place.isReadableWith(roles)) return forbidden('Forbidden');
    return messageAnswer({ place, path: path.slice(at + 1), root: this.#root });
  }

  #noted(call: GraphCall): GraphFault | undefined {
    this.#counts.set(call, this.count(call) + 1);
    return this.#faults.take(call);
  }

  #struck(fault: GraphFault | undefined, answer: (redirectedTo?: string) => Answer): GraphAnswer | undefined {
    switch (fault?.kind) {
      case undefined:
        return { answer: answer() };
      case 'status':
        return { answer: errorAnswer(fault.status, 'PlannedFault', `Planned status ${fault.status}.`) };
      case 'throttle':
        return { answer: throttledAnswer(fault.retryAfterSeconds) };
      case 'stall':
        return undefined;
      case 'redirect':
        return { answer: answer(fault.to) };
      case 'cut':
        return { answer: answer(), cutAfterBytes: fault.afterBytes };
    }
  }
}

function callOf(path: readonly string[]): GraphCall | undefined {
  if (path[0] === 'shares') return 'share';
  if (path.includes('hostedContents')) return 'hostedContent';
  if (path.includes('messages')) return 'message';
  if (path[0] === 'teams' && path[2] === 'members') return 'members';
  return undefined;
}

function notFound(): GraphAnswer {
  return { answer: errorAnswer(404, 'NotFound', 'No such resource.') };
}

function forbidden(code: string): Answer {
  return errorAnswer(403, code, 'Missing role permissions on the request.');
}
