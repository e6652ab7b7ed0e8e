import { BridgeError, type Recovery } from '../errors.ts';

/** Slack's Web API refused a call, or could not be reached. */
export class SlackError extends BridgeError {
  /** Slack's own word for it, such as `channel_not_found`; undefined if it gave no answer. */
  readonly slackCode: string | undefined;

  constructor(
    slackCode: string | undefined,
    message: string,
    recovery: Recovery,
    options?: { readonly cause?: unknown },
  ) {
    super('slack.refused', message, recovery, options);
    this.slackCode = slackCode;
  }

  static senseless(): SlackError {
    const message = 'Slack’s answer is not the one that was expected. Try again later.';
    return new SlackError(undefined, message, { action: 'retry' });
  }

  /** Nobody has configured or installed the app there. */
  static noToken(): SlackError {
    return new SlackError(
      'no_token',
      'The bot has no access to this Slack workspace. Ask an administrator to add the app to it.',
      { action: 'giveUp' },
    );
  }

  /** @param teamId of the workspace that the token is really for */
  static otherWorkspace(teamId: string): SlackError {
    return new SlackError(
      'other_workspace',
      `The bot token is for another workspace, ${teamId}. An administrator can correct it.`,
      { action: 'giveUp' },
    );
  }

  /** Too little is told of a file, and nobody has configured or installed the app where it was shared. */
  static cannotAskForFile(): SlackError {
    return new SlackError(
      'no_token',
      'Slack tells too little about the file, and the bot can’t ask. Share it again in a channel of this workspace, or have an administrator set SLACK_BOT_TOKEN or SLACK_INSTALLATIONS.',
      { action: 'giveUp' },
    );
  }

  /** Slack is not done with it; or it is of another workspace, and not told of yet. */
  static fileNotReady(): SlackError {
    return new SlackError(
      'file_not_ready',
      'Slack has not made the file ready yet. If it stays so, upload it again.',
      { action: 'retry' },
    );
  }

  /** Azure sends its tokens along with messages, and a process that began since has not seen one yet. */
  static awaitingToken(): SlackError {
    return new SlackError(
      'no_token',
      'The bot has no access to this Slack workspace until it hears from there. Write it a message, or ask an administrator to add the app again.',
      { action: 'retry', afterMs: 5_000, throttled: true },
    );
  }
}
