import type { Database } from '../database/database.ts';
import type { SlackFiles } from '../files/file-access.ts';
import type { FileFinder } from '../forwards/types.ts';
import type { InstalledWorkspaces } from './installed-workspaces.ts';
import type { PassingTokens } from './passing-tokens.ts';
import type { SlackApi } from './slack-api.ts';
import type { SlackPeople } from './slack-people.ts';
import type { SlackTokens } from './slack-tokens.ts';
import type { SlackWorkspaces } from './slack-workspace.ts';

export interface SlackServicesOptions {
  /** Of the Web API, with a slash at the end. */
  readonly apiUrl: string;
  readonly botToken?: string;
  readonly installations: ReadonlyMap<string, string>;
  readonly database: Database;
  /** Of 32 bytes, for tokens in the database. Absent: they lie there as they are. */
  readonly encryptionKey?: Buffer;
  /** Hosts that configuration names, `host` or `host:port`: those on loopback are stand-ins of Slack too. */
  readonly fileHosts: readonly string[];
}

/** Slack, as far as the bot has to ask it. */
export interface SlackServices {
  /** The workspaces that added the app by OAuth: `forget(teamId)` when one has removed it. */
  readonly installed: InstalledWorkspaces;
  readonly api: SlackApi;
  readonly workspaces: SlackWorkspaces;
  /** To be told of each token that comes with an activity of Azure's. */
  readonly passingTokens: PassingTokens;
  readonly tokens: SlackTokens;
  readonly people: SlackPeople;
  readonly files: SlackFiles;
  readonly finder: FileFinder;
}
