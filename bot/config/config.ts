import type { ScannerSettings } from '../../services/files/scanning/scanners.ts';
import type { SpoolPlace } from '../../services/files/spool/open-spool.ts';
import type { IntakeLimits } from '../../services/forwards/intake-limits.ts';
import type { Retention } from '../../services/forwards/tidying/retention.ts';
import type { SlackSettings } from './slack-settings.ts';

/** How the bot signs in at the Bot Framework. */
export interface BotCredentials {
  readonly type: 'SingleTenant' | 'MultiTenant' | 'UserAssignedMSI';
  readonly appId: string;
  readonly password?: string;
  readonly tenantId?: string;
}

/** The Kaizala connector to post as. */
export interface KaizalaConnection {
  readonly apiRoot: string;
  readonly applicationId: string;
  readonly applicationSecret: string;
  readonly refreshToken: string;
}

/** Microsoft Graph, as which app and from where its tokens come. */
export interface GraphConnection {
  /** Without a slash at the end; version 1.0, unless it ends in one. */
  readonly root: string;
  readonly loginRoot: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Who may link conversations to groups, and which links are configured. */
export interface LinkSettings {
  readonly policy: 'admins' | 'owners' | 'anyone';
  /** AAD object ids, or ids of the channel. */
  readonly adminIds: readonly string[];
  /** A YAML or JSON file of links. */
  readonly file?: string;
}

/** Which contents are passed on, and how. */
export interface ContentSettings extends ScannerSettings {
  /** Office files with macros. */
  readonly macros: 'refuse' | 'allow';
  /** Files that only open with a password. */
  readonly encrypted: 'refuse' | 'allow';
  readonly stripsPhotoMetadata: boolean;
}

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly logLevel: string;
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly heartbeatSeconds: number;
  /** Absent: nobody is authenticated, and the bot listens on loopback only. */
  readonly bot?: BotCredentials;
  /** Tenants whose people are listened to; none: all of them. */
  readonly allowedTenants: readonly string[];
  /** A stand-in for the Bot Framework's token service, on loopback. */
  readonly botFrameworkRoot?: string;
  /** Absent: files of group chats and channels can't be reached. */
  readonly graph?: GraphConnection;
  /** Whether activities are taken, of Teams and of Azure's Slack channel: not if Slack alone is set up. */
  readonly servesActivities: boolean;
  /** Absent: there is no Slack app of our own. */
  readonly slack?: SlackSettings;
  /** Of Slack's Web API, with a slash at the end; also where Azure brings Slack. */
  readonly slackApiUrl: string;
  /** Whether people of other organisations may forward what they share in a channel of Slack that is ours as well. */
  readonly slackAllowsExternal: boolean;
  /** Of 32 bytes each, for secrets in the database; the first one encrypts. None: they lie there as they are. */
  readonly encryptionKeys: readonly Buffer[];
  readonly links: LinkSettings;
  /** Absent: the bundled emulator is started and used. */
  readonly kaizala?: KaizalaConnection;
  readonly defaultGroupId?: string;
  /** The only groups that are shown and posted to; none: all of them. */
  readonly allowedGroupIds: readonly string[];
  /** Of all instances of the bot together. */
  readonly callsPerMinute: number;
  readonly emulatorPort: number;
  readonly maxFileBytes: number;
  /** Extra `host` or `host:port` entries, lower case. */
  readonly fileHosts: readonly string[];
  readonly limits: IntakeLimits;
  readonly content: ContentSettings;
  /** More pictures than this make another album. */
  readonly albumMaxPictures: number;
  /** Pictures that a person shares within so many seconds go onto one card; 0 for one card each message. */
  readonly joinPicturesSeconds: number;
  readonly retention: Retention;
  readonly spool: SpoolPlace;
}
