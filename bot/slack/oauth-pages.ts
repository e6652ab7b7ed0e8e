import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { createInstallProvider } from '../../services/slack/create-install-provider.ts';
import type { InstalledWorkspaces } from '../../services/slack/installed-workspaces.ts';
import { oauthFailure } from './oauth-failure.ts';
import { type OAuthPage, oauthPage, PAGE_HEADERS } from './oauth-page.ts';

export interface OAuthSettings {
  /** Of the Web API, with a slash at the end. */
  readonly apiUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface OAuthServices {
  readonly installed: InstalledWorkspaces;
  readonly log: Logger;
}

/** Lets people add the app to their workspace. */
export interface OAuthPages {
  /** Answers `GET /slack/install`, where it begins. */
  install(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Answers `GET /slack/oauth`, to which Slack leads back. */
  comeBack(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export function createOAuthPages(settings: OAuthSettings, { installed, log }: OAuthServices): OAuthPages {
  const provider = createInstallProvider(
    { ...settings, renderPage: (url) => oauthPage(begin(url)) },
    installed,
  );
  return {
    install: (request, response) => {
      setHeaders(response);
      return provider.handleInstallPath(request, response);
    },
    comeBack: (request, response) => {
      setHeaders(response);
      return provider.handleCallback(request, response, {
        success: ({ team, enterprise, isEnterpriseInstall }) => {
          const teamId = isEnterpriseInstall ? enterprise?.id : team?.id;
          log.info({ teamId }, 'a workspace added the Slack app');
          show(response, 200, end((isEnterpriseInstall ? enterprise?.name : team?.name) ?? 'your workspace'));
        },
        failure: (error) => {
          const { status, code, page } = oauthFailure(error);
          log.warn({ code }, 'a workspace did not get to add the Slack app');
          show(response, status, page);
        },
      });
    },
  };
}

function begin(url: string): OAuthPage {
  return {
    title: 'Kaizala Bridge for Slack',
    text: 'It sends files from Slack to Kaizala groups. Slack will ask you what it may do in your workspace.',
    link: { title: 'Add to Slack', url },
  };
}

function end(workspace: string): OAuthPage {
  return {
    title: 'Kaizala Bridge was added',
    text: `It is in ${workspace} now. Write it a message in Slack, or invite it to a channel. You can close this page.`,
  };
}

function setHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value);
}

function show(response: ServerResponse, status: number, page: OAuthPage): void {
  response.writeHead(status);
  response.end(oauthPage(page));
}
