import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { domainProblem } from './domain-problem.ts';
import { ProblemsError } from './problems-error.ts';

/** What a person wants packed. */
export interface PackageOptions {
  /** Names the app in Teams. */
  readonly appId: string;
  /** Of the app registration that the bot signs in with. */
  readonly botId: string;
  /** Host name on which the bot is reached. */
  readonly domain: string;
  readonly version: string;
  /** Path of the zip. */
  readonly out: string;
}

export const USAGE = `Usage: npm run teams:package -- --domain HOST [--app-id GUID --bot-id GUID --version 1.2.3 --out FILE.zip]

  --domain HOST    host name on which Teams reaches the bot, such as bot.example.com
  --app-id GUID    id of the app; without it MicrosoftAppId, from the environment or .env
  --bot-id GUID    app id of the bot registration, if the app in Teams has an id of its own
  --version 1.2.3  version of the app, higher than that of a package which is to be replaced;
                   without it that of this project
  --out FILE.zip   where to write the package; without it kaizala-bridge-teams.zip`;

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const VERSION = /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}$/;

/** What stands in where the command line says nothing. */
export interface Defaults {
  readonly appId: string | undefined;
  readonly version: string;
}

/**
 * Reads the command line.
 * @throws ProblemsError with every problem at once; a `TypeError` for an option that there is not.
 */
export function readOptions(args: readonly string[], defaults: Defaults): PackageOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'app-id': { type: 'string' },
      'bot-id': { type: 'string' },
      domain: { type: 'string' },
      version: { type: 'string', default: defaults.version },
      out: { type: 'string', default: 'kaizala-bridge-teams.zip' },
    },
  });
  const { 'app-id': givenId, domain, version, out } = values;
  // An empty variable counts as not set, for the bot too.
  const appId = givenId ?? (defaults.appId || undefined);
  const botId = values['bot-id'] ?? appId;
  const problems = [
    idProblem(givenId === undefined ? 'MicrosoftAppId' : '--app-id', appId),
    values['bot-id'] !== undefined && idProblem('--bot-id', values['bot-id']),
    hostProblem(domain),
    !VERSION.test(version) &&
      `--version: “${version}” is no version. Write three numbers, such as 1.2.3, without leading zeros`,
    !/[^\s]\.zip$/i.test(basename(out)) &&
      `--out: “${out}” is no name of a zip file. Write one that ends in .zip`,
  ].filter((problem) => typeof problem === 'string');
  if (problems.length > 0 || !appId || !botId || !domain) throw new ProblemsError(problems);
  return { appId, botId, domain, version, out };
}

function idProblem(name: string, id: string | undefined): string | undefined {
  if (id === undefined) {
    return '--app-id: is missing, and MicrosoftAppId is not set. Give the application (client) id of the app registration in Entra ID';
  }
  if (GUID.test(id)) return undefined;
  return `${name}: “${id}” is not a GUID. Copy the application (client) id from the app registration in Entra ID; it looks like 1a2b3c4d-0000-4000-8000-1a2b3c4d5e6f, without braces`;
}

function hostProblem(domain: string | undefined): string | undefined {
  if (domain === undefined) {
    return '--domain: is missing. Give the host name on which Teams reaches the bot, such as bot.example.com';
  }
  const problem = domainProblem(domain);
  return problem && `--domain: “${domain}” ${problem}`;
}
