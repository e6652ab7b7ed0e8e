import { z } from 'zod';
import { isLoopbackUrl, isSecureUrl } from '../../services/is-secure-url.ts';
import { encryptionKeys } from './encryption-keys.ts';
import { scanUrl } from './scan-url.ts';
import { slackInstallations } from './slack-installations.ts';
import { storageConnectionProblem } from './storage-connection.ts';

const port = z.coerce
  .number('must be a number. Use a free port such as 3978')
  .int('must be a whole number')
  .min(0, 'must not be negative')
  .max(65_535, 'must be at most 65535');

/** A time that is over at some point: up to a hundred years. */
function duration(unit: string, max: number) {
  return z.coerce
    .number(`must be a number of ${unit}`)
    .positive('must be more than 0')
    .max(max, `must be at most ${max}`);
}

/** A `host`, `host:port` or `.suffix` entry, spelled as a URL spells it; undefined if it is none. */
function hostEntry(entry: string): string | undefined {
  if (entry.startsWith('.') && !/^(\.[^.:]+){2,}$/.test(entry)) return undefined;
  if (/[/@?#*\\\s]/.test(entry) || !URL.canParse(`http://${entry}`)) return undefined;
  const { hostname } = new URL(`http://${entry}`);
  const [port = ''] = /:\d+$/.exec(entry.replace(/^\[.*\]/, '')) ?? [];
  return hostname === '' ? undefined : `${hostname}${port}`;
}

const hostList = z.string().transform((list, context) => {
  const entries = list
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
  for (const entry of entries.filter((candidate) => hostEntry(candidate) === undefined)) {
    context.addIssue(
      `"${entry}" is not a host, host:port or .suffix of two parts or more. Write for example files.example.com,127.0.0.1:8080,.files.example.com`,
    );
  }
  return entries.flatMap((entry) => hostEntry(entry) ?? []);
});

const secureUrl = z
  .string()
  .refine(isSecureUrl, 'must be an https url. Plain http is accepted for a loopback address only')
  .transform((value) => value.replace(/\/+$/, ''));

const idList = z.string().transform((list) =>
  list
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean),
);

const trueOrFalse = z
  .enum(['true', 'false'], { error: 'must be true or false' })
  .transform((value) => value === 'true');

const refuseOrAllow = z.enum(['refuse', 'allow'], { error: 'must be refuse or allow' });

function count(min: number, max: number) {
  return z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`);
}

/**
 * Every environment variable that the bot reads. `.env.example` and the README's table say the same; a test
 * compares the three.
 */
export const settings = z.object({
  PORT: port.default(3978),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be an address or a host name, such as 127.0.0.1')
    .optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be one of fatal, error, warn, info, debug, trace, silent',
    })
    .default('info'),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
    .optional(),
  HEARTBEAT_SECONDS: z.coerce
    .number('must be a number of seconds')
    .int('must be a whole number of seconds')
    .min(10, 'must be at least 10')
    .max(3600, 'must be at most 3600')
    .default(20),
  MicrosoftAppType: z
    .enum(['SingleTenant', 'MultiTenant', 'UserAssignedMSI'], {
      error: 'must be SingleTenant, MultiTenant or UserAssignedMSI',
    })
    .default('SingleTenant'),
  MicrosoftAppId: z.string().optional(),
  MicrosoftAppPassword: z.string().optional(),
  MicrosoftAppTenantId: z.string().optional(),
  ALLOWED_TENANTS: idList.default([]),
  BOT_FRAMEWORK_ROOT: z
    .string()
    .refine(
      isLoopbackUrl,
      'must be the url of a stand-in on a loopback address, such as http://127.0.0.1:9000/bot',
    )
    .transform((value) => value.replace(/\/+$/, ''))
    .optional(),
  GRAPH_ROOT: secureUrl.default('https://graph.microsoft.com'),
  GRAPH_LOGIN_ROOT: secureUrl.default('https://login.microsoftonline.com'),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^(xoxe\.)?xoxb-/, 'must be a bot token, which begins with xoxb-')
    .optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-/, 'must be an app-level token, which begins with xapp-')
    .optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_INSTALLATIONS: slackInstallations.default(new Map()),
  SLACK_ALLOW_EXTERNAL: trueOrFalse.default(false),
  SLACK_API_URL: secureUrl.default('https://slack.com/api'),
  ENCRYPTION_KEY: z.string().transform(encryptionKeys).default([]),
  LINK_POLICY: z
    .enum(['admins', 'owners', 'anyone'], { error: 'must be admins, owners or anyone' })
    .default('owners'),
  ADMIN_IDS: idList.default([]),
  LINKS_FILE: z.string().optional(),
  KAIZALA_API_ROOT: z
    .string()
    .refine(isSecureUrl, 'must be an https url. Plain http is accepted for a loopback address only')
    .optional(),
  KAIZALA_APPLICATION_ID: z.string().optional(),
  KAIZALA_APPLICATION_SECRET: z.string().optional(),
  KAIZALA_REFRESH_TOKEN: z.string().optional(),
  KAIZALA_DEFAULT_GROUP_ID: z.string().optional(),
  ALLOWED_GROUP_IDS: idList.default([]),
  KAIZALA_CALLS_PER_MINUTE: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .default(100),
  EMULATOR_PORT: port.default(3979),
  MAX_FILE_BYTES: z.coerce
    .number('must be a number of bytes')
    .int('must be a whole number of bytes')
    .min(1, 'must be at least 1')
    .default(104_857_600),
  FILE_HOSTS: hostList.default([]),
  MAX_FILES_PER_MESSAGE: count(1, 1000).default(100),
  MAX_OPEN_FORWARDS: count(1, 100_000).default(200),
  OFFICE_MACROS: refuseOrAllow.default('refuse'),
  OFFICE_ENCRYPTED: refuseOrAllow.default('refuse'),
  STRIP_PHOTO_METADATA: trueOrFalse.default(false),
  SCAN_COMMAND: z.string().optional(),
  SCAN_URL: z.string().transform(scanUrl).optional(),
  ALBUM_MAX_PICTURES: count(1, 100).default(20),
  JOIN_PICTURES_SECONDS: z.coerce
    .number('must be a number of seconds')
    .min(0, 'must not be negative')
    .max(300, 'must be at most 300')
    .default(5),
  AZURE_STORAGE_CONNECTION_STRING: z
    .string()
    .superRefine((value, context) => {
      const problem = storageConnectionProblem(value);
      if (problem) context.addIssue(problem);
    })
    .optional(),
  AZURE_STORAGE_CONTAINER: z
    .string()
    .regex(
      /^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$/,
      'must have 3 to 63 small letters and digits, and single hyphens between them',
    )
    .default('kaizala-bridge-spool'),
  SPOOL_DIR: z.string().optional(),
  SPOOL_MIN_FREE_BYTES: z.coerce
    .number('must be a number of bytes')
    .int('must be a whole number of bytes')
    .min(0, 'must not be negative')
    .default(268_435_456),
  UNANSWERED_DAYS: duration('days', 36_500).default(7),
  FAILED_FILES_HOURS: duration('hours', 876_000).default(24),
  HISTORY_DAYS: duration('days', 36_500).default(90),
});
