import type { SlackAnswer } from './slack-answer.ts';
import type { SlackInteraction } from './slack-interaction.ts';

/**
 * Shortcuts, and the modals that they and slash commands open. Slack is answered when a method resolves, after
 * two seconds at the latest, so what takes time belongs into the answer's `after`.
 */
export interface SlackModals {
  /** A shortcut on a message or elsewhere: `message_action`, `shortcut`. */
  shortcut(interaction: SlackInteraction): Promise<SlackAnswer>;
  /** `view_submission`. */
  submitted(interaction: SlackInteraction): Promise<SlackAnswer>;
  /** `block_suggestion`, whose answer holds the options. */
  suggested(interaction: SlackInteraction): Promise<SlackAnswer>;
  /** `view_closed`. */
  closed(interaction: SlackInteraction): Promise<SlackAnswer>;
  /** `block_actions`: undefined if the press is on a message and no matter of modals, so that it makes a turn. */
  pressed(interaction: SlackInteraction): Promise<SlackAnswer | undefined>;
}
