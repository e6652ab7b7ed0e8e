import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import type { z } from 'zod';
import type { SpoolPlace } from '../../services/files/open-spool.ts';
import type { ScannerSettings } from '../../services/files/scanning/scanners.ts';
import type { IntakeLimits } from '../../services/forwards/intake-limits.ts';
import type { Retention } from '../../services/forwards/tidying/retention.ts';
import { isLoopbackUrl } from '../../services/is-secure-url.ts';
import { ConfigurationError } from './configuration-error.ts';
import { settings } from './settings.ts';
import { isSlackOn, missingSlack, type SlackSettings, slackSettings } from './slack-settings.ts';

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

type Environment = Readonly<Record<string, string | undefined>>;

/** All that other programs need to run, and get: none of the bot's secrets. */
const FOR_PROGRAMS = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'SystemRoot'];

const KAIZALA_CONNECTION = [
  'KAIZALA_API_ROOT',
  'KAIZALA_APPLICATION_ID',
  'KAIZALA_APPLICATION_SECRET',
  'KAIZALA_REFRESH_TOKEN',
] as const;

/**
 * Turns environment variables into the configuration. An empty variable counts as not set.
 * @throws ConfigurationError listing every problem at once, each with its variable and the remedy.
 */
export function readConfig(environment: Environment): Config {
  const given = Object.fromEntries(
    Object.keys(settings.shape).flatMap((name) => {
      const value = environment[name]?.trim();
      return value ? [[name, value]] : [];
    }),
  );
  const parsed = settings.safeParse(given);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  problems.push(
    ...missingKaizala(given),
    ...missingBot(given),
    ...missingSlack(given),
    ...missingAdmins(given),
    ...exposedWithoutCredentials(given),
    ...forbiddenDefault(parsed.data),
  );
  if (!parsed.success || problems.length > 0) throw new ConfigurationError(problems);
  return Object.freeze(toConfig(parsed.data, environment));
}

function missingKaizala(given: Record<string, string>): string[] {
  const missing = KAIZALA_CONNECTION.filter((name) => given[name] === undefined);
  if (missing.length === 0 || missing.length === KAIZALA_CONNECTION.length) return [];
  return missing.map(
    (name) =>
      `${name}: is missing. Set it too, or set none of ${KAIZALA_CONNECTION.join(', ')} to use the emulator`,
  );
}

function missingBot(given: Record<string, string>): string[] {
  const { MicrosoftAppId: id, MicrosoftAppPassword: password, MicrosoftAppTenantId: tenant } = given;
  const type = given.MicrosoftAppType ?? 'SingleTenant';
  if (!id) {
    return ['MicrosoftAppType', 'MicrosoftAppPassword', 'MicrosoftAppTenantId'].some((name) => given[name])
      ? [
          'MicrosoftAppId: is missing. Set it to the app id of the bot registration, or set no MicrosoftApp variable',
        ]
      : [];
  }
  const problems: string[] = [];
  if (!password && type !== 'UserAssignedMSI')
    problems.push('MicrosoftAppPassword: is missing. Set it to a client secret of the app registration');
  if (!tenant && type !== 'MultiTenant')
    problems.push(`MicrosoftAppTenantId: is missing. A ${type} bot needs the id of its tenant`);
  return problems;
}

function missingAdmins(given: Record<string, string>): string[] {
  if (given.LINK_POLICY !== 'admins' || given.ADMIN_IDS) return [];
  return ['ADMIN_IDS: is missing. With LINK_POLICY=admins nobody could link anything without it'];
}

function forbiddenDefault(values: z.infer<typeof settings> | undefined): string[] {
  const { KAIZALA_DEFAULT_GROUP_ID: id, ALLOWED_GROUP_IDS: allowed = [] } = values ?? {};
  if (id === undefined || allowed.length === 0 || allowed.includes(id)) return [];
  return ['KAIZALA_DEFAULT_GROUP_ID: is not among ALLOWED_GROUP_IDS. Add it there, or choose one of those'];
}

function exposedWithoutCredentials(given: Record<string, string>): string[] {
  if (given.HOST === undefined || isLoopback(given.HOST)) return [];
  // Slack's requests are signed, and without MicrosoftAppId nothing else is taken then.
  if (given.MicrosoftAppId || isSlackOn(given)) return [];
  return [
    'HOST: without MicrosoftAppId anybody who reaches the bot is believed, so it listens on loopback only. ' +
      'Set the MicrosoftApp variables or those of Slack, or set HOST to 127.0.0.1',
  ];
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function toConfig(values: z.infer<typeof settings>, environment: Environment): Config {
  const { MicrosoftAppId: appId, MicrosoftAppPassword: password, MicrosoftAppTenantId: tenantId } = values;
  const {
    KAIZALA_API_ROOT: apiRoot,
    KAIZALA_APPLICATION_ID: applicationId,
    KAIZALA_APPLICATION_SECRET: applicationSecret,
    KAIZALA_REFRESH_TOKEN: refreshToken,
  } = values;
  return {
    port: values.PORT,
    host: values.HOST ?? (appId || values.SLACK_SIGNING_SECRET ? '0.0.0.0' : '127.0.0.1'),
    logLevel: values.LOG_LEVEL,
    dataDir: resolve(values.DATA_DIR),
    heartbeatSeconds: values.HEARTBEAT_SECONDS,
    ...(values.DATABASE_URL && { databaseUrl: values.DATABASE_URL }),
    ...(appId && {
      bot: {
        type: values.MicrosoftAppType,
        appId,
        ...(password && { password }),
        ...(tenantId && { tenantId }),
      },
    }),
    allowedTenants: values.ALLOWED_TENANTS,
    ...(values.BOT_FRAMEWORK_ROOT && { botFrameworkRoot: values.BOT_FRAMEWORK_ROOT }),
    ...graphConnection(values),
    servesActivities: appId !== undefined || !isSlackOn(values),
    ...(isSlackOn(values) && { slack: slackSettings(values) }),
    slackApiUrl: `${values.SLACK_API_URL}/`,
    slackAllowsExternal: values.SLACK_ALLOW_EXTERNAL,
    encryptionKeys: values.ENCRYPTION_KEY,
    links: {
      policy: values.LINK_POLICY,
      adminIds: values.ADMIN_IDS,
      ...(values.LINKS_FILE && { file: resolve(values.LINKS_FILE) }),
    },
    ...(apiRoot &&
      applicationId &&
      applicationSecret &&
      refreshToken && { kaizala: { apiRoot, applicationId, applicationSecret, refreshToken } }),
    ...(values.KAIZALA_DEFAULT_GROUP_ID && { defaultGroupId: values.KAIZALA_DEFAULT_GROUP_ID }),
    allowedGroupIds: values.ALLOWED_GROUP_IDS,
    callsPerMinute: values.KAIZALA_CALLS_PER_MINUTE,
    emulatorPort: values.EMULATOR_PORT,
    maxFileBytes: values.MAX_FILE_BYTES,
    fileHosts: values.FILE_HOSTS,
    limits: { filesPerMessage: values.MAX_FILES_PER_MESSAGE, openForwards: values.MAX_OPEN_FORWARDS },
    content: {
      macros: values.OFFICE_MACROS,
      encrypted: values.OFFICE_ENCRYPTED,
      stripsPhotoMetadata: values.STRIP_PHOTO_METADATA,
      ...(values.SCAN_COMMAND && {
        scanCommand: { line: values.SCAN_COMMAND, environment: forPrograms(environment) },
      }),
      ...(values.SCAN_URL && { scanUrl: values.SCAN_URL }),
    },
    albumMaxPictures: values.ALBUM_MAX_PICTURES,
    joinPicturesSeconds: values.JOIN_PICTURES_SECONDS,
    retention: {
      unansweredDays: values.UNANSWERED_DAYS,
      failedFilesHours: values.FAILED_FILES_HOURS,
      historyDays: values.HISTORY_DAYS,
    },
    spool: spoolPlace(values),
  };
}

function forPrograms(environment: Environment): Record<string, string> {
  return Object.fromEntries(
    FOR_PROGRAMS.flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** A stand-in on loopback takes anybody, so it needs no credentials. */
function graphConnection(values: z.infer<typeof settings>): Pick<Config, 'graph'> {
  const { GRAPH_ROOT: root, GRAPH_LOGIN_ROOT: loginRoot } = values;
  const { MicrosoftAppId: appId, MicrosoftAppPassword: password } = values;
  if (appId && password) return { graph: { root, loginRoot, clientId: appId, clientSecret: password } };
  if (!isLoopbackUrl(loginRoot)) return {};
  return { graph: { root, loginRoot, clientId: 'local', clientSecret: 'local' } };
}

function spoolPlace(values: z.infer<typeof settings>): SpoolPlace {
  const { AZURE_STORAGE_CONNECTION_STRING: connectionString, AZURE_STORAGE_CONTAINER: container } = values;
  if (connectionString) return { kind: 'blob', connectionString, container };
  return {
    kind: 'folder',
    folder: resolve(values.SPOOL_DIR ?? join(values.DATA_DIR, 'spool')),
    minFreeBytes: values.SPOOL_MIN_FREE_BYTES,
  };
}
