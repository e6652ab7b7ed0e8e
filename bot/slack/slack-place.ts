/** Where a message is said in Slack. */
export interface SlackPlace {
  /** The workspace that has the app: `T…`. */
  readonly teamId: string;
  readonly channelId: string;
  /** Of the message that began the thread; absent outside of threads. */
  readonly threadTs?: string;
}

/** Reads the id of a conversation that came directly: `T…:C…[:threadTs]`. */
export function slackPlace(conversationId: string): SlackPlace {
  const [teamId = '', channelId = '', threadTs] = conversationId.split(':');
  return { teamId, channelId, ...(threadTs && { threadTs }) };
}
