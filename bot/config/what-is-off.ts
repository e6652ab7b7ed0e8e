/** What is said where Slack is not set up. */
export const SLACK_IS_OFF =
  'Slack is off: to serve a Slack app, set SLACK_BOT_TOKEN (or SLACK_INSTALLATIONS, or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET) and SLACK_SIGNING_SECRET (or SLACK_APP_TOKEN for Socket Mode).';

/** What is said where Slack comes by Socket Mode alone. */
export const SLACK_HTTP_IS_OFF =
  'Slack is served by Socket Mode alone: to take requests of Slack here, set SLACK_SIGNING_SECRET.';

/** What is said where Slack alone is set up. */
export const TEAMS_IS_OFF =
  'Teams is off: to serve Teams, set MicrosoftAppId, MicrosoftAppPassword and MicrosoftAppTenantId (or MicrosoftAppType).';
