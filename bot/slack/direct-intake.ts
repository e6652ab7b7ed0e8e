import type { Logger } from 'pino';
import { forPeople } from '../../services/database/people-first.ts';
import type { InstalledWorkspaces } from '../../services/slack/installed-workspaces.ts';
import { startsNothing } from '../channels/slack/starts-nothing.ts';
import { withinTime } from '../within-time.ts';
import type { BackgroundWork } from './background-work.ts';
import type { EventQueue } from './event-queue.ts';
import { type OwnCards, readPostedCard } from './own-cards.ts';
import { removedWorkspace } from './removed-workspace.ts';
import type { SlackAnswer } from './slack-answer.ts';
import type { SlackCommand } from './slack-command.ts';
import type { SlackCommands } from './slack-commands.ts';
import type { SlackEnvelope } from './slack-envelope.ts';
import type { SlackIntake } from './slack-intake.ts';
import type { SlackInteraction } from './slack-interaction.ts';
import type { SlackModals } from './slack-modals.ts';
import type { SlackTurns } from './slack-turns.ts';

/** Slack waits three seconds. */
const ANSWER_TAKES_MS = 2_000;

export interface DirectIntakeServices {
  readonly queue: EventQueue;
  readonly installed: Pick<InstalledWorkspaces, 'forget'>;
  readonly turns: SlackTurns;
  readonly commands: SlackCommands;
  readonly modals: SlackModals;
  readonly background: BackgroundWork;
  readonly ownCards: OwnCards;
  readonly log: Logger;
}

/** Keeps events for the workers, and does the rest at once, since Slack sends that only once. */
export class DirectIntake implements SlackIntake {
  readonly #services: DirectIntakeServices;

  constructor(services: DirectIntakeServices) {
    this.#services = services;
  }

  event(envelope: SlackEnvelope): Promise<void> {
    return forPeople(() => this.#keep(envelope));
  }

  command(command: SlackCommand): Promise<object | undefined> {
    return forPeople(() => this.#answer('command', this.#services.commands.run(command)));
  }

  interaction(interaction: SlackInteraction): Promise<object | undefined> {
    return forPeople(() => this.#answer(interaction.type, this.#take(interaction)));
  }

  async #keep(envelope: SlackEnvelope): Promise<void> {
    const { queue, installed, background, ownCards, log } = this.#services;
    const { type, event } = envelope;
    if (type === 'app_rate_limited') {
      log.warn({ teamId: envelope.team_id }, 'Slack holds back events of this workspace: there are too many');
      return;
    }
    if (type !== 'event_callback' || !event) return;
    const removed = removedWorkspace(envelope);
    if (removed) {
      log.info({ teamId: removed.teamId }, 'a workspace has removed the Slack app');
      await installed.forget(removed.teamId, removed.at);
      return;
    }
    const whole = { ...envelope, event };
    const card = readPostedCard(whole);
    if (card) background.begin('card', () => ownCards.recognize(card));
    if (!startsNothing(whole)) await queue.keep(whole);
  }

  async #take(interaction: SlackInteraction): Promise<SlackAnswer> {
    const { modals, turns, log } = this.#services;
    switch (interaction.type) {
      case 'block_actions':
        return (await modals.pressed(interaction)) ?? { after: () => turns.press(interaction) };
      case 'view_submission':
        return modals.submitted(interaction);
      case 'view_closed':
        return modals.closed(interaction);
      case 'block_suggestion':
        return modals.suggested(interaction);
      case 'message_action':
      case 'shortcut':
        return modals.shortcut(interaction);
      default:
        log.info({ type: interaction.type }, 'Slack sent an interaction of an unknown kind');
        return {};
    }
  }

  /** What takes too long, or fails, is answered with nothing, which Slack takes for done. */
  async #answer(what: string, handling: Promise<SlackAnswer>): Promise<object | undefined> {
    const { background } = this.#services;
    const answer = await withinTime(handling, ANSWER_TAKES_MS).catch(() => undefined);
    background.begin(what, async () => {
      const { after } = answer ?? (await handling);
      await after?.();
    });
    return answer?.body;
  }
}
