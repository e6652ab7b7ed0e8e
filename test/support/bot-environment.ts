import { join } from 'node:path';
import type { KaizalaEmulator } from '../../emulators/kaizala/emulator.ts';
import type { SlackEmulator } from '../../emulators/slack/start-slack-emulator.ts';
import type { TeamsEmulator } from '../../emulators/teams/start-teams-emulator.ts';

export interface Wiring {
  /** The bot's data goes below it. */
  readonly folder: string;
  readonly kaizala: KaizalaEmulator;
  /** Where people talk with it: in one of them at least. */
  readonly teams?: TeamsEmulator;
  readonly slack?: SlackEmulator;
  /** Name or part of the name of the group that is the default; absent: people choose. */
  readonly defaultGroup?: string | undefined;
  /** Variables on top of those that wire it up; `undefined` takes one away. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** The environment of a bot between these, on any free port. */
export function botEnvironment({
  folder,
  kaizala,
  teams,
  slack,
  defaultGroup,
  environment,
}: Wiring): Record<string, string> {
  const group = defaultGroup && kaizala.groups.find(({ groupName }) => groupName.includes(defaultGroup));
  const variables = {
    PORT: '0',
    DATA_DIR: join(folder, 'data'),
    FILE_HOSTS: [teams?.host, slack?.fileHost].filter((host) => host !== undefined).join(','),
    ...(teams && teamsVariables(teams)),
    ...(slack && slackVariables(slack)),
    KAIZALA_API_ROOT: kaizala.url,
    KAIZALA_APPLICATION_ID: kaizala.credentials.applicationId,
    KAIZALA_APPLICATION_SECRET: kaizala.credentials.applicationSecret,
    KAIZALA_REFRESH_TOKEN: kaizala.credentials.refreshToken,
    // Most tests share many files at once, and look at each.
    JOIN_PICTURES_SECONDS: '0',
    // One person may do in a test what takes many a day.
    MAX_OPEN_FORWARDS: '100000',
    // The emulator has no limit either, so that no test waits for its turn.
    KAIZALA_CALLS_PER_MINUTE: '100000',
    ...(group && { KAIZALA_DEFAULT_GROUP_ID: group.groupId }),
    ...environment,
  };
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function teamsVariables({ graphRoot, loginRoot, issuerRoot }: TeamsEmulator) {
  return { GRAPH_ROOT: graphRoot, GRAPH_LOGIN_ROOT: loginRoot, BOT_FRAMEWORK_ROOT: issuerRoot };
}

function slackVariables({ botToken, signingSecret, apiUrl }: SlackEmulator) {
  return {
    HOST: '127.0.0.1',
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: apiUrl,
  };
}
