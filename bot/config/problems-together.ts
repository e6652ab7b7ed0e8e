import { isIP } from 'node:net';
import type { z } from 'zod';
import type { settings } from './settings.ts';
import { isSlackOn, missingSlack } from './slack-settings.ts';

const KAIZALA_CONNECTION = [
  'KAIZALA_API_ROOT',
  'KAIZALA_APPLICATION_ID',
  'KAIZALA_APPLICATION_SECRET',
  'KAIZALA_REFRESH_TOKEN',
] as const;

/**
 * What is wrong with settings that are each fine by themselves, with the remedy.
 * @param given what is set, as it is written
 * @param values what that means; undefined if something is not fine by itself
 */
export function problemsTogether(
  given: Record<string, string>,
  values: z.infer<typeof settings> | undefined,
): string[] {
  return [
    ...missingKaizala(given),
    ...missingBot(given),
    ...missingSlack(given),
    ...missingAdmins(given),
    ...exposedWithoutCredentials(given),
    ...forbiddenDefault(values),
  ];
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
