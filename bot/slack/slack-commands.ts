import type { SlackAnswer } from './slack-answer.ts';
import type { SlackCommand } from './slack-command.ts';

/** Does what slash commands ask for. */
export interface SlackCommands {
  /**
   * Slack is answered when this resolves, after two seconds at the latest, so what takes time belongs into the
   * answer's `after`.
   */
  run(command: SlackCommand): Promise<SlackAnswer>;
}
