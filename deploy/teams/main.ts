import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buildPackage } from './build-package.ts';
import { ProblemsError } from './problems-error.ts';
import { type Defaults, type PackageOptions, readOptions, USAGE } from './read-options.ts';

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  let options: PackageOptions;
  try {
    options = readOptions(args, await readDefaults());
  } catch (error) {
    if (!(error instanceof ProblemsError || isParseArgsError(error))) throw error;
    console.error(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  const path = resolve(options.out);
  try {
    await writeFile(path, await buildPackage(options));
  } catch (error) {
    console.error(`No package was written: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
  console.log(report(options, path));
  return 0;
}

async function readDefaults(): Promise<Defaults> {
  readEnvFile('.env');
  const { version }: { version: string } = JSON.parse(
    await readFile(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  return { appId: process.env.MicrosoftAppId?.trim(), version };
}

/** What `parseArgs` of Node says of options that it doesn't know, or that lack a value. */
function isParseArgsError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^ERR_PARSE_ARGS_/.test(String(error.code));
}

/** Variables of the environment win, as they do for the bot. */
function readEnvFile(path: string): void {
  try {
    process.loadEnvFile(path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}

function report({ appId, botId, domain, version }: PackageOptions, path: string): string {
  return `The app package is ${path}

  app      ${appId}
  bot      ${botId}
  domain   ${domain}
  version  ${version}

What to do with it:
  1. The messaging endpoint of the Azure Bot has to be https://${domain}/api/messages.
  2. Upload the package: in Teams under Apps → Manage your apps → Upload an app, or as an administrator in
     the Teams admin center under Teams apps → Manage apps.
  3. Add the app to a team, a group chat or for yourself. If it was there before, remove it there and add it
     again: only that grants the permissions of a new package.
docs/teams.md has every step.`;
}
