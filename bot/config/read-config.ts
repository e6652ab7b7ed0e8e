import { join, resolve } from 'node:path';
import type { z } from 'zod';
import type { SpoolPlace } from '../../services/files/spool/open-spool.ts';
import { isLoopbackUrl } from '../../services/is-secure-url.ts';
import type { Config } from './config.ts';
import { ConfigurationError } from './configuration-error.ts';
import { problemsTogether } from './problems-together.ts';
import { settings } from './settings.ts';
import { isSlackOn, slackSettings } from './slack-settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** All that other programs need to run, and get: none of the bot's secrets. */
const FOR_PROGRAMS = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'SystemRoot'];

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
  problems.push(...problemsTogether(given, parsed.data));
  if (!parsed.success || problems.length > 0) throw new ConfigurationError(problems);
  return Object.freeze(toConfig(parsed.data, environment));
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
