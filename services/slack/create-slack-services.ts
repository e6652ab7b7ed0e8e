import type { Database } from '../database/database.ts';
import type { SlackFiles } from '../files/file-access.ts';
import type { FileFinder } from '../forwards/types.ts';
import { AllWorkspaces } from './all-workspaces.ts';
import { ConfiguredWorkspaces } from './configured-workspaces.ts';
import { InstalledWorkspaces } from './installed-workspaces.ts';
import { OnlyWorkspace } from './only-workspace.ts';
import { PassingTokens } from './passing-tokens.ts';
import { SlackApi } from './slack-api.ts';
import { SlackFileFinder } from './slack-file-finder.ts';
import { SlackFileReach } from './slack-file-reach.ts';
import { SlackPeople } from './slack-people.ts';
import { SlackTokens } from './slack-tokens.ts';
import type { SlackWorkspaces } from './slack-workspace.ts';

export interface SlackServicesOptions {
  /** Of the Web API, with a slash at the end. */
  readonly apiUrl: string;
  readonly botToken?: string;
  readonly installations: ReadonlyMap<string, string>;
  /** Whether workspaces can add the app themselves, by OAuth. */
  readonly canBeAdded: boolean;
  readonly database: Database;
  /** Hosts that configuration names, `host` or `host:port`: those on loopback are stand-ins of Slack too. */
  readonly fileHosts: readonly string[];
}

/** Slack, as far as the bot has to ask it. */
export interface SlackServices {
  /** The workspaces that added the app by OAuth: `forget(teamId)` when one has removed it. */
  readonly installed: InstalledWorkspaces;
  readonly api: SlackApi;
  readonly workspaces: SlackWorkspaces;
  /** Whom requests of Slack to this server are for, which may name other workspaces as well. */
  readonly addressees: SlackWorkspaces;
  /** What is wrong with the tokens of the configuration, in words for an operator; asked of Slack. */
  problems(): Promise<string[]>;
  /** To be told of each token that comes with an activity of Azure's. */
  readonly passingTokens: PassingTokens;
  readonly people: SlackPeople;
  readonly files: SlackFiles;
  readonly finder: FileFinder;
}

export function createSlackServices(options: SlackServicesOptions): SlackServices {
  const { apiUrl, database, fileHosts, installations, canBeAdded } = options;
  const api = new SlackApi(apiUrl);
  const configured = new ConfiguredWorkspaces(api, options);
  const installed = new InstalledWorkspaces(database);
  const workspaces = new AllWorkspaces(configured, installed);
  const hasOnlyOne = installations.size === 0 && !canBeAdded;
  const passingTokens = new PassingTokens();
  const tokens = new SlackTokens(workspaces, passingTokens);
  return {
    api,
    workspaces,
    addressees: hasOnlyOne ? new OnlyWorkspace(workspaces, configured) : workspaces,
    installed,
    problems: () => configured.problems(),
    passingTokens,
    people: new SlackPeople(api, workspaces),
    files: new SlackFileReach(tokens, { apiUrl, fileHosts }),
    finder: new SlackFileFinder(api, workspaces),
  };
}
