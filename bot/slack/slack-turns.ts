import type { ActivityHandler } from 'botbuilder';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { SlackWorkspace, SlackWorkspaces } from '../../services/slack/slack-workspace.ts';
import { activityOfEvent } from '../channels/slack/activity-of-event.ts';
import { activityOfPayload } from '../channels/slack/activity-of-payload.ts';
import { teamsOfEnvelope, teamsOfPayload } from '../channels/slack/teams-of.ts';
import { isShared } from '../conversation-scope.ts';
import type { Audience } from './audience.ts';
import type { SlackAdapter } from './slack-adapter.ts';
import type { SlackEventEnvelope } from './slack-envelope.ts';
import type { SlackInteraction } from './slack-interaction.ts';

export interface SlackTurnsServices {
  readonly adapter: SlackAdapter;
  readonly bot: ActivityHandler;
  readonly addressees: SlackWorkspaces;
  readonly log: Logger;
}

const pressed = z.object({
  user: z.object({ id: z.string() }),
  container: z.object({ message_ts: z.string().optional(), is_ephemeral: z.boolean().optional() }).catch({}),
});

/** Has the bot do its turns about what came from Slack. */
export class SlackTurns {
  readonly #services: SlackTurnsServices;

  constructor(services: SlackTurnsServices) {
    this.#services = services;
  }

  /** @throws SlackError if whose event it is can't be told at the moment */
  async event(envelope: SlackEventEnvelope): Promise<void> {
    const { adapter, bot } = this.#services;
    const workspace = await this.#workspace(teamsOfEnvelope(envelope));
    const activity = workspace && activityOfEvent(envelope, workspace);
    if (activity) await adapter.process(activity, (context) => bot.run(context));
  }

  /** @throws SlackError as `event` does */
  async press(interaction: SlackInteraction): Promise<void> {
    const { adapter, bot } = this.#services;
    const workspace = await this.#workspace(teamsOfPayload(interaction));
    const activity = workspace && activityOfPayload(interaction, workspace);
    if (!activity) return;
    const audience = isShared(activity) ? audienceOfPress(interaction) : undefined;
    await adapter.process(activity, (context) => bot.run(context), audience);
  }

  async #workspace(teamIds: readonly string[]): Promise<SlackWorkspace | undefined> {
    const { addressees, log } = this.#services;
    const workspace = await addressees.find(teamIds);
    if (!workspace)
      log.warn({ teamIds }, 'Slack brought something from a workspace whose token is not known');
    return workspace;
  }
}

/** Who pressed is told in private, since nobody else has asked. */
function audienceOfPress(interaction: SlackInteraction): Audience | undefined {
  const { data } = pressed.safeParse(interaction);
  if (!data) return undefined;
  const { user, container } = data;
  const { response_url: responseUrl } = interaction;
  return {
    userId: user.id,
    ...(responseUrl !== undefined && { responseUrl }),
    ...(container.is_ephemeral && container.message_ts && { ephemeralTs: container.message_ts }),
  };
}
