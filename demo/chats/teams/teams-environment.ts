import type { TeamsEmulator } from '../../../emulators/teams/start-teams-emulator.ts';

/** What the bot needs to know of what stands in for Teams, with its files and Graph. */
export function teamsEnvironment({
  host,
  graphRoot,
  loginRoot,
}: Pick<TeamsEmulator, 'host' | 'graphRoot' | 'loginRoot'>) {
  return { FILE_HOSTS: host, GRAPH_ROOT: graphRoot, GRAPH_LOGIN_ROOT: loginRoot };
}
