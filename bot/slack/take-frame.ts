import type { Logger } from 'pino';
import { z } from 'zod';
import { withoutNul } from '../without-nul.ts';
import { slackCommand } from './slack-command.ts';
import { slackEnvelope } from './slack-envelope.ts';
import type { SlackIntake } from './slack-intake.ts';
import { slackInteraction } from './slack-interaction.ts';

/** What Slack brings by Socket Mode. */
export interface SlackFrame {
  readonly type: string;
  readonly body: unknown;
  /** Tells Slack that it was taken. Without that it is brought again. */
  readonly ack: (answer?: Record<string, unknown>) => Promise<void>;
}

/** Hands on what a frame brings, and acknowledges it once it can't be lost any more. It never rejects. */
export async function takeFrame(
  { type, body, ack }: SlackFrame,
  intake: SlackIntake,
  log: Logger,
): Promise<void> {
  try {
    const answer = await handOn(type, JSON.parse(JSON.stringify(body ?? null), withoutNul), intake);
    // A connection that has ended meanwhile takes no answer; then it is brought again, and makes nothing.
    await ack(answer && { ...answer }).catch((error: unknown) =>
      log.debug({ err: error }, 'not acknowledged'),
    );
  } catch (error) {
    if (!(error instanceof z.ZodError)) {
      log.error({ err: error, type }, 'something of Slack could not be kept; Slack will bring it again');
      return;
    }
    // It would be as bad the next time.
    log.warn({ err: error, type }, 'something of Slack can’t be read');
    await ack().catch(() => {});
  }
}

async function handOn(type: string, body: unknown, intake: SlackIntake): Promise<object | undefined> {
  switch (type) {
    case 'events_api':
      await intake.event(slackEnvelope.parse(body));
      return undefined;
    case 'slash_commands':
      return intake.command(slackCommand.parse(body));
    case 'interactive':
      return intake.interaction(slackInteraction.parse(body));
    default:
      return undefined;
  }
}
