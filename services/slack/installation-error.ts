import { BridgeError } from '../errors.ts';

const GIVE_UP = { action: 'giveUp' } as const;

/** What Slack gave when the app was added is of no use. The message is meant for whoever added it. */
export class InstallationError extends BridgeError {
  static noBot(): InstallationError {
    return new InstallationError(
      'slack.noBot',
      'Slack gave no bot token. An administrator can check that the Slack app has a bot user and bot scopes.',
      GIVE_UP,
    );
  }

  static expiringToken(): InstallationError {
    return new InstallationError(
      'slack.expiringToken',
      'The Slack app has token rotation, which this bot does not take part in. An administrator has to make the app anew without it.',
      GIVE_UP,
    );
  }
}
