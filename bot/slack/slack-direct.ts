/** The `serviceUrl` of activities that a Slack app brought to us itself. Those from outside have an http(s) one. */
export const SLACK_DIRECT = 'slack:direct';
