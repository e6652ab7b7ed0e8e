import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { Refusal } from '../api/refusal.ts';
import { sendPage } from '../http/send.ts';
import type { Workspace } from '../workspace/workspace.ts';

interface Exchange {
  readonly client_id: string;
  readonly client_secret: string;
  readonly code: string;
  readonly redirect_uri?: string | undefined;
}

interface Grant {
  readonly workspace: Workspace;
  readonly scope: string;
  /** If the request named one. */
  readonly redirectUri: string | undefined;
  isUsed: boolean;
}

/** The pages on which people add the app to their workspace, and what comes of it. */
export class OAuth {
  readonly clientId = '111.222';
  readonly clientSecret: string;
  /** Whether people agree; may be set. */
  isAllowed = true;
  /** The address that is set up for the app, for requests that name none. May be set. */
  redirectUrl = '';
  readonly #workspaces: readonly Workspace[];
  readonly #grants = new Map<string, Grant>();

  constructor(workspaces: readonly Workspace[], clientSecret = randomBytes(16).toString('hex')) {
    this.clientSecret = clientSecret;
    this.#workspaces = workspaces;
  }

  /**
   * Answers `GET /oauth/v2/authorize` as a person does who agrees at once, for the workspace that `team` names or
   * else the first one: it leads back with a code.
   */
  authorize(query: URLSearchParams, response: ServerResponse): void {
    const redirectUri = query.get('redirect_uri') ?? undefined;
    const landing = redirectUri ?? this.redirectUrl;
    const workspace =
      this.#workspaces.find(({ team }) => team.id === query.get('team')) ?? this.#workspaces[0];
    const isOurs = query.get('client_id') === this.clientId;
    if (!isOurs || !URL.canParse(landing) || workspace === undefined) {
      sendPage(response, 400, 'Invalid client_id or redirect_uri');
      return;
    }
    const back = new URL(landing);
    if (this.isAllowed) {
      const code = randomBytes(12).toString('hex');
      this.#grants.set(code, { workspace, scope: query.get('scope') ?? '', redirectUri, isUsed: false });
      back.searchParams.set('code', code);
    } else {
      back.searchParams.set('error', 'access_denied');
    }
    back.searchParams.set('state', query.get('state') ?? '');
    response.writeHead(302, { location: back.href }).end();
  }

  /** The answer to `oauth.v2.access`, without its `ok`. Throws a `Refusal`. */
  exchange({ client_id, client_secret, code, redirect_uri }: Exchange): object {
    if (client_id !== this.clientId) throw new Refusal('invalid_client_id');
    if (client_secret !== this.clientSecret) throw new Refusal('bad_client_secret');
    const grant = this.#grants.get(code);
    if (grant === undefined) throw new Refusal('invalid_code');
    if (grant.isUsed) throw new Refusal('code_already_used');
    if (redirect_uri !== grant.redirectUri) throw new Refusal('bad_redirect_uri');
    grant.isUsed = true;
    const { workspace, scope } = grant;
    const { team, bot, people } = workspace;
    workspace.scopes = scope.split(',').filter((one) => one !== '');
    const [installer] = [...people.keys()];
    return {
      app_id: bot.appId,
      authed_user: { id: installer ?? 'U0INSTALL01' },
      scope,
      token_type: 'bot',
      access_token: workspace.issueToken(),
      bot_user_id: bot.userId,
      team: { id: team.id, name: team.name },
      enterprise: null,
      is_enterprise_install: false,
    };
  }
}
