import type { SlackAnswer } from './slack-answer.ts';
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
  /** Never rejects, and takes two seconds at most. */
  command(command: SlackCommand): Promise<SlackAnswer>;
  /** Never rejects, and takes two seconds at most. */
  interaction(interaction: SlackInteraction): Promise<SlackAnswer>;
}
