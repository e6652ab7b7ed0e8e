import type { TeamsEmulator } from '../../../emulators/teams/start-teams-emulator.ts';

/** Asks for a token to Graph, with fields in place of those that a bot sends. */
export function requestToken(
  { loginRoot, tenantId }: Pick<TeamsEmulator, 'loginRoot' | 'tenantId'>,
  fields: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const form = {
    grant_type: 'client_credentials',
    client_id: 'local',
    client_secret: 'x',
    scope: 'https://graph.microsoft.com/.default',
    ...fields,
  };
  return fetch(`${loginRoot}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
}

/** A bot's way to Graph: with a token of its own, which keeps its roles. */
export async function signInToGraph(
  teams: Pick<TeamsEmulator, 'graphRoot' | 'loginRoot' | 'tenantId'>,
): Promise<(path: string, signal?: AbortSignal) => Promise<Response>> {
  const { access_token: token } = (await (await requestToken(teams)).json()) as { access_token: string };
  return (path, signal) =>
    fetch(`${teams.graphRoot}/v1.0${path}`, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'manual',
      ...(signal && { signal }),
    });
}

/** A link to a file as Graph wants it. */
export function shareToken(url: string): string {
  return `u!${Buffer.from(url).toString('base64url')}`;
}
