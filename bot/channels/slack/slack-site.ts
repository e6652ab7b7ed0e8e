import type { Activity } from 'botbuilder';

/** A conversation of Slack, by Slack's own names. */
export interface SlackSite {
  /** Of the workspace that has the app: `T…`. */
  readonly teamId: string;
  /** `C…`, `G…` or `D…`. */
  readonly channelId: string;
}

/** Azure puts its own name of the bot before the workspace: `B…:T…:C…`. */
const SITE = /^(?:[BU][A-Z0-9]+:)?([TE][A-Z0-9]+):([CGD][A-Z0-9]+)(?::|$)/;

/** Which conversation of Slack an activity comes from, whichever way it came; undefined if its id does not tell. */
export function slackSite({ conversation }: Pick<Activity, 'conversation'>): SlackSite | undefined {
  const [, teamId, channelId] = SITE.exec(conversation.id) ?? [];
  return teamId && channelId ? { teamId, channelId } : undefined;
}
