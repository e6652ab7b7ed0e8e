import type { SlackCommand } from './slack-command.ts';
import type { SlackEnvelope } from './slack-envelope.ts';
import type { SlackInteraction } from './slack-interaction.ts';

/** Where everything goes that a Slack app brings, by HTTP or by Socket Mode, once it is known to be Slack's. */
export interface SlackIntake {
  /**
   * Resolves once the event can't be lost any more, so that Slack may be told that it was taken.
   * @throws if it could not be kept: Slack has to send it again
   */
  event(envelope: SlackEnvelope): Promise<void>;
  /** The JSON to answer with, or undefined for an empty answer, within two seconds. It never rejects. */
  command(command: SlackCommand): Promise<object | undefined>;
  /** As `command` does. */
  interaction(interaction: SlackInteraction): Promise<object | undefined>;
}
