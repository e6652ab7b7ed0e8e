import type { z } from 'zod';
import type { settings } from './settings.ts';

/** A Slack app that talks to this server, without Azure. */
export interface SlackSettings {
  /** Of the Web API, with a slash at the end. */
  readonly apiUrl: string;
  /** Absent: nothing comes by HTTP. */
  readonly signingSecret?: string;
  /** Absent: nothing comes by Socket Mode. */
  readonly appToken?: string;
  /** Of the workspace that the app was made in. */
  readonly botToken?: string;
  /** Bot tokens of further workspaces, by the ids of these. */
  readonly installations: ReadonlyMap<string, string>;
  /** Absent: nobody can add the app to a workspace by /slack/install. */
  readonly oauth?: { readonly clientId: string; readonly clientSecret: string };
}

/** The settings of a Slack app that is on. */
export function slackSettings(values: z.infer<typeof settings>): SlackSettings {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_APP_TOKEN: appToken,
  } = values;
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = values;
  return {
    apiUrl: `${values.SLACK_API_URL}/`,
    ...(botToken && { botToken }),
    ...(signingSecret && { signingSecret }),
    ...(appToken && { appToken }),
    installations: values.SLACK_INSTALLATIONS,
    ...(clientId && clientSecret && { oauth: { clientId, clientSecret } }),
  };
}

/** What makes the bot serve Slack directly: a way in, and a token for the way out. */
export function isSlackOn(given: Readonly<Record<string, unknown>>): boolean {
  const hasWayIn = Boolean(given.SLACK_SIGNING_SECRET || given.SLACK_APP_TOKEN);
  const hasToken = Boolean(given.SLACK_BOT_TOKEN || given.SLACK_INSTALLATIONS || given.SLACK_CLIENT_ID);
  return hasWayIn && hasToken;
}

/** What is missing to serve Slack, with the remedy. */
export function missingSlack(given: Record<string, string>): string[] {
  const problems: string[] = [];
  if (Boolean(given.SLACK_CLIENT_ID) !== Boolean(given.SLACK_CLIENT_SECRET)) {
    const [missing, there] = given.SLACK_CLIENT_ID
      ? ['SLACK_CLIENT_SECRET', 'SLACK_CLIENT_ID']
      : ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET'];
    problems.push(`${missing}: is missing. Set it too, or unset ${there}`);
  }
  const isMeant = ['BOT_TOKEN', 'SIGNING_SECRET', 'APP_TOKEN', 'CLIENT_ID', 'INSTALLATIONS'].some(
    (name) => given[`SLACK_${name}`],
  );
  if (!isMeant || isSlackOn(given)) return problems;
  if (!given.SLACK_SIGNING_SECRET && !given.SLACK_APP_TOKEN) {
    problems.push(
      'SLACK_SIGNING_SECRET: is missing. Set it to the signing secret of the Slack app, or set SLACK_APP_TOKEN for Socket Mode',
    );
  } else {
    problems.push(
      'SLACK_BOT_TOKEN: is missing. Set it to the bot token of the Slack app, or let workspaces install it with SLACK_CLIENT_ID and SLACK_CLIENT_SECRET',
    );
  }
  return problems;
}
