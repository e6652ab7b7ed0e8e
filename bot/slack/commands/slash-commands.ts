import type { TurnContext } from 'botbuilder';
import { plainText } from '../../../dialogs/plain-text.ts';
import type { Turn, Turns } from '../../../services/database/turns.ts';
import type { SlackPeople } from '../../../services/slack/slack-people.ts';
import type { SlackWorkspace, SlackWorkspaces } from '../../../services/slack/slack-workspace.ts';
import { shorten } from '../../cards/shorten.ts';
import type { CommandServices } from '../../commands/command.ts';
import { link } from '../../commands/link.ts';
import { linkReply } from '../../commands/link-reply.ts';
import { isFinal } from '../../is-final.ts';
import { linkMessage } from '../../links/link-message.ts';
import { linkWordsFor } from '../../links/link-words-for.ts';
import { wordsFor } from '../../words/words-for.ts';
import { findAddressee } from '../find-addressee.ts';
import { LINK_TITLE, type LinkModals } from '../modals/link-modals.ts';
import { modalWords } from '../modals/modal-words.ts';
import { openInTime } from '../modals/open-in-time.ts';
import type { SlackViews } from '../modals/slack-views.ts';
import type { SlackAdapter } from '../slack-adapter.ts';
import type { SlackAnswer } from '../slack-answer.ts';
import type { SlackCommand } from '../slack-command.ts';
import type { SlackCommands } from '../slack-commands.ts';
import type { Whispers } from '../whispers.ts';
import { commandActivity } from './command-activity.ts';
import { readSlashCommand } from './read-command.ts';

export interface SlashCommandsServices extends CommandServices {
  readonly adapter: SlackAdapter;
  readonly addressees: SlackWorkspaces;
  readonly people: Pick<SlackPeople, 'channel'>;
  readonly linkModals: LinkModals;
  readonly views: SlackViews;
  readonly whispers: Whispers;
  readonly turns: Turns;
}

/** A slash command that is being done. */
interface Doing {
  readonly workspace: SlackWorkspace;
  readonly triggerId: string | undefined;
  readonly turn: Turn;
}

const MAX_SHOWN = 80;

/** Does what slash commands ask for, whatever the app calls its command; only who gave it is answered. */
export class SlashCommands implements SlackCommands {
  readonly #services: SlashCommandsServices;

  constructor(services: SlashCommandsServices) {
    this.#services = services;
  }

  async run(command: SlackCommand): Promise<SlackAnswer> {
    return { after: () => this.#take(command) };
  }

  async #take(command: SlackCommand): Promise<void> {
    const { adapter, people, turns } = this.#services;
    const { team_id: teamId, enterprise_id: enterpriseId, user_id: userId } = command;
    const { response_url: responseUrl, trigger_id: triggerId } = command;
    const teamIds = enterpriseId === undefined ? [teamId] : [teamId, enterpriseId];
    const workspace = await findAddressee(this.#services, teamIds, responseUrl);
    if (!workspace) return;
    const activity = await commandActivity(command, workspace, people);
    const key = `slack|command|${triggerId ?? crypto.randomUUID()}`;
    await adapter.process(
      activity,
      (context) => turns.once(key, (turn) => this.#do(context, { workspace, triggerId, turn })),
      { userId, ...(responseUrl !== undefined && { responseUrl }) },
    );
  }

  async #do(context: TurnContext, doing: Doing): Promise<void> {
    const { activity } = context;
    const match = readSlashCommand(activity.text);
    if (match.kind === 'unknown') {
      await context.sendActivity(
        plainText(wordsFor(activity).unknownCommand(shorten(match.name, MAX_SHOWN))),
      );
    } else if (match.run === link) {
      await this.#link(context, match.argument, doing);
    } else {
      await match.run(context, this.#services, { argument: match.argument, turn: doing.turn });
    }
  }

  /** As `/link` does it, but with a modal in the place of the card. */
  async #link(context: TurnContext, argument: string, { workspace, triggerId }: Doing): Promise<void> {
    const { activity } = context;
    const { views, linkModals } = this.#services;
    const reply = linkReply(activity, this.#services, argument);
    const content = reply.then((found) =>
      found.kind === 'words' ? { words: found.text } : { view: linkModals.view(activity, found) },
    );
    const left = await openInTime({ views, workspace, triggerId, title: LINK_TITLE }, content);
    if (!left) return;
    if ('words' in left) {
      await context.sendActivity(plainText(left.words));
      return;
    }
    const choice = await reply;
    if (choice.kind === 'choice') await askInMessage(context, choice);
  }
}

/** Where the bot can't write, words have to do. */
async function askInMessage(
  context: TurnContext,
  choice: Extract<Awaited<ReturnType<typeof linkReply>>, { kind: 'choice' }>,
): Promise<void> {
  const { activity } = context;
  try {
    await context.sendActivity(linkMessage(activity, choice.text, choice));
    await context.sendActivity(plainText(modalWords.asMessage));
  } catch (error) {
    if (!isFinal(error)) throw error;
    await context.sendActivity(plainText(`${choice.text} ${linkWordsFor(activity).howToLink}`));
  }
}
