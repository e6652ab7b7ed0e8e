import type { Logger } from 'pino';
import type { SlackServices } from '../../services/slack/create-slack-services.ts';

/** Tells the log which tokens do not work. Never rejects: Slack may take its time, for which nobody need wait. */
export async function noteSlackProblems(slack: Pick<SlackServices, 'problems'>, log: Logger): Promise<void> {
  try {
    for (const problem of await slack.problems()) log.warn({ problem }, 'a token of Slack does not work');
  } catch (error) {
    log.warn({ err: error }, 'the tokens of Slack could not be checked');
  }
}
