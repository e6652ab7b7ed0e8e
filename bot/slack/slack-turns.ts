import type { ActivityHandler } from 'botbuilder';
import type { Logger } from 'pino';
import { z } from 'zod';
import { activityOfEvent } from '../channels/slack/activity-of-event.ts';
import { activityOfPayload } from '../channels/slack/activity-of-payload.ts';
import { teamsOfEnvelope, teamsOfPayload } from '../channels/slack/teams-of.ts';
import { isShared } from '../places/conversation-scope.ts';
import type { Audience } from './audience.ts';
import { type AddresseeServices, findAddressee } from './find-addressee.ts';
import type { SlackAdapter } from './slack-adapter.ts';
import type { SlackEventEnvelope } from './slack-envelope.ts';
import type { SlackInteraction } from './slack-interaction.ts';

export interface SlackTurnsServices extends AddresseeServices {
  readonly adapter: SlackAdapter;
  readonly bot: ActivityHandler;
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
    const { adapter, bot, addressees, log } = this.#services;
    const teamIds = teamsOfEnvelope(envelope);
    const workspace = await addressees.find(teamIds);
    if (!workspace) log.warn({ teamIds }, 'Slack told of something in a workspace whose token is not known');
    const activity = workspace && activityOfEvent(envelope, workspace);
    if (activity) await adapter.process(activity, (context) => bot.run(context));
  }

  /** @throws SlackError as `event` does */
  async press(interaction: SlackInteraction): Promise<void> {
    const { adapter, bot } = this.#services;
    const teamIds = teamsOfPayload(interaction);
    const workspace = await findAddressee(this.#services, teamIds, interaction.response_url);
    const activity = workspace && activityOfPayload(interaction, workspace);
    if (!activity) return;
    const audience = isShared(activity) ? audienceOfPress(interaction) : undefined;
    await adapter.process(activity, (context) => bot.run(context), audience);
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
