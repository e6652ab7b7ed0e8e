import { createHmac } from 'node:crypto';
import { type Installation, InstallProvider, type Logger, LogLevel } from '@slack/oauth';
import { InstallationError } from './installation-error.ts';
import type { InstalledWorkspaces, SlackInstallation } from './installed-workspaces.ts';
import { SLACK_SCOPES } from './slack-scopes.ts';
import { isSlackHost } from './takes-slack-token.ts';
import { webClientOptions } from './web-client-options.ts';

export interface InstallProviderSettings {
  readonly apiUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The page from which Slack is gone to, which has to show this url. */
  readonly renderPage: (url: string) => string;
}

/** Slack's own way to add an app to a workspace, which keeps what it gets among the installed ones. */
export function createInstallProvider(
  { apiUrl, clientId, clientSecret, renderPage }: InstallProviderSettings,
  installed: InstalledWorkspaces,
): InstallProvider {
  return new InstallProvider({
    clientId,
    clientSecret,
    // Signs what begins in one process and may end in another, or after a restart.
    stateSecret: createHmac('sha256', clientSecret).update('state of /slack/install').digest('hex'),
    installUrlOptions: { scopes: [...SLACK_SCOPES] },
    renderHtmlForInstallPath: renderPage,
    authorizationUrl: authorizationUrl(apiUrl),
    clientOptions: webClientOptions(apiUrl),
    logger: SILENT,
    installationStore: {
      storeInstallation: (installation) => installed.keep(readInstallation(installation)),
      fetchInstallation: async () => {
        throw new TypeError('Installations are asked for elsewhere.');
      },
    },
  });
}

/** Where people agree to it: at Slack, or at whatever stands in for its Web API. */
function authorizationUrl(apiUrl: string): string {
  const { hostname, origin } = new URL(apiUrl);
  return `${isSlackHost(hostname) ? 'https://slack.com' : origin}/oauth/v2/authorize`;
}

/** @throws InstallationError */
function readInstallation(installation: Installation): SlackInstallation {
  const { bot, team, enterprise, user, isEnterpriseInstall } = installation;
  const teamId = isEnterpriseInstall ? enterprise?.id : team?.id;
  if (!bot || !teamId) throw InstallationError.noBot();
  if (bot.refreshToken) throw InstallationError.expiringToken();
  return {
    teamId,
    botToken: bot.token,
    botUserId: bot.userId,
    ...(bot.id && { botId: bot.id }),
    ...(enterprise && { enterpriseId: enterprise.id }),
    scopes: bot.scopes,
    installedBy: user.id,
  };
}

/** What it has to say holds codes and states, and every failure is told anyway. */
const SILENT: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};
