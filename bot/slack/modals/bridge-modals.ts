import type { Turns } from '../../../services/database/turns.ts';
import type { SlackWorkspace } from '../../../services/slack/slack-workspace.ts';
import { FIRST_FILES, FORWARD_MODAL } from '../../blocks/forward-modal.ts';
import { groupOptions } from '../../blocks/group-options.ts';
import { LINK_MODAL } from '../../blocks/link-modal.ts';
import { teamsOfPayload } from '../../channels/slack/teams-of.ts';
import { type AddresseeServices, findAddressee } from '../find-addressee.ts';
import type { SlackAnswer } from '../slack-answer.ts';
import type { SlackInteraction } from '../slack-interaction.ts';
import type { SlackModals } from '../slack-modals.ts';
import { blockSuggestion } from './block-suggestion.ts';
import { type ForwardSubmissionServices, submitForward } from './forward-submission.ts';
import type { LinkModals } from './link-modals.ts';
import { type MessageShortcut, messageShortcut } from './message-shortcut.ts';
import { modalWords } from './modal-words.ts';
import { openInTime } from './open-in-time.ts';
import { settledWithin } from './settled-within.ts';
import { type ShortcutContentServices, shortcutContent } from './shortcut-content.ts';
import { shortcutMessage } from './shortcut-message.ts';
import { type SubmissionServices, submitInWorkspace } from './submit-in-workspace.ts';
import { readMetadata, type ViewSubmission, viewSubmission } from './view-submission.ts';

export type BridgeModalsServices = ForwardSubmissionServices &
  ShortcutContentServices &
  SubmissionServices &
  AddresseeServices & {
    readonly linkModals: LinkModals;
    readonly turns: Turns;
  };

const TITLE = 'Forward to Kaizala';
/** Of the three seconds that Slack waits, Kaizala gets so much for its groups: in milliseconds. */
const GROUPS_TAKE_MS = 1_500;

/** The shortcut on messages, and all modals. */
export class BridgeModals implements SlackModals {
  readonly #services: BridgeModalsServices;

  constructor(services: BridgeModalsServices) {
    this.#services = services;
  }

  async shortcut(interaction: SlackInteraction): Promise<SlackAnswer> {
    const { data } = messageShortcut.safeParse(interaction);
    return data ? { after: () => this.#openForward(data) } : {};
  }

  async submitted(interaction: SlackInteraction): Promise<SlackAnswer> {
    const { data } = viewSubmission.safeParse(interaction);
    if (data?.view.callback_id === LINK_MODAL) return this.#services.linkModals.submitted(data);
    if (data?.view.callback_id === FORWARD_MODAL) return this.#submitForward(data);
    return {};
  }

  async suggested(interaction: SlackInteraction): Promise<SlackAnswer> {
    const { data } = blockSuggestion.safeParse(interaction);
    const groups = data && (await settledWithin(this.#groups(), GROUPS_TAKE_MS));
    return { body: groupOptions(data?.value ?? '', groups ?? []) };
  }

  async closed(): Promise<SlackAnswer> {
    return {};
  }

  /** What is chosen in a modal is read when that is submitted. */
  async pressed(interaction: SlackInteraction): Promise<SlackAnswer | undefined> {
    return interaction.view === undefined ? undefined : {};
  }

  async #openForward(shortcut: MessageShortcut): Promise<void> {
    const { response_url: responseUrl, trigger_id: triggerId } = shortcut;
    const workspace = await findAddressee(this.#services, teamsOfPayload(shortcut), responseUrl);
    if (!workspace) return;
    await this.#services.turns.once(`slack|shortcut|${triggerId ?? crypto.randomUUID()}`, () =>
      this.#askToForward(shortcut, workspace),
    );
  }

  async #askToForward(shortcut: MessageShortcut, workspace: SlackWorkspace): Promise<void> {
    const { views, whispers } = this.#services;
    const { channel, user, response_url: responseUrl, trigger_id: triggerId } = shortcut;
    const content = shortcutContent(this.#services, shortcut, workspace);
    const listener = { teamId: workspace.teamId, channelId: channel.id, userId: user.id, responseUrl };
    try {
      const left = await openInTime({ views, workspace, triggerId, title: TITLE }, content);
      if (left) await whispers.say(listener, 'words' in left ? left.words : modalWords.tooLate);
    } catch (error) {
      await whispers.say(listener, modalWords.unexpected);
      throw error;
    }
  }

  async #submitForward(submission: ViewSubmission): Promise<SlackAnswer> {
    const carried = readMetadata(shortcutMessage, submission);
    const about = { title: TITLE, blockId: FIRST_FILES, viewId: submission.view.id, carried };
    return submitInWorkspace(this.#services, about, (message, workspace) =>
      submitForward(this.#services, submission, message, workspace),
    );
  }

  #groups() {
    return this.#services.targets.list().catch(() => undefined);
  }
}
