import type { ModalView } from '@slack/web-api';
import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { SlackWorkspaces } from '../../../services/slack/slack-workspace.ts';
import { linkModal, readLinkSubmission } from '../../blocks/link-modal.ts';
import { slackActivity } from '../../channels/slack/slack-activity.ts';
import { slackSite } from '../../channels/slack/slack-site.ts';
import type { LinkReply } from '../../commands/link-reply.ts';
import type { LinkServices } from '../../links/answer-link-card.ts';
import { LINK_GROUP_INPUT } from '../../links/link-answer.ts';
import { linkConversation } from '../../links/link-conversation.ts';
import { linkWordsFor } from '../../links/link-words-for.ts';
import { placeOf } from '../../place.ts';
import type { SlackAnswer } from '../slack-answer.ts';
import { modalWords } from './modal-words.ts';
import type { SlackViews } from './slack-views.ts';
import { type SubmissionOutcome, submitInTime } from './submit-in-time.ts';
import { readMetadata, type ViewSubmission } from './view-submission.ts';

export interface LinkModalsServices extends LinkServices {
  readonly workspaces: SlackWorkspaces;
  readonly views: SlackViews;
}

export const LINK_TITLE = 'Link to Kaizala';

/** Which conversation is to be linked. */
const metadata = z.object({
  teamId: z.string().min(1),
  channelId: z.string().min(1),
  channelType: z.enum(['im', 'mpim', 'channel']),
});

type Site = z.infer<typeof metadata>;

const TYPES = { personal: 'im', groupChat: 'mpim', channel: 'channel' } as const;

/** Links conversations by modals, in which groups can be searched. */
export class LinkModals {
  readonly #services: LinkModalsServices;

  constructor(services: LinkModalsServices) {
    this.#services = services;
  }

  /** Asks to which group the conversation of an activity is to be linked. */
  view(activity: Activity, { text, groups, mode }: Extract<LinkReply, { kind: 'choice' }>): ModalView {
    const { teamId = '', channelId = '' } = slackSite(activity) ?? {};
    const site: Site = { teamId, channelId, channelType: TYPES[placeOf(activity)] };
    return linkModal({ text, groups, mode, privateMetadata: JSON.stringify(site) });
  }

  async submitted(submission: ViewSubmission): Promise<SlackAnswer> {
    const site = readMetadata(metadata, submission);
    const workspace = site && (await this.#services.workspaces.find([site.teamId]));
    const about = { title: LINK_TITLE, blockId: LINK_GROUP_INPUT };
    if (!workspace) return submitInTime({ ...about, update: async () => {} }, notReadable());
    const { id, name, username } = submission.user;
    const activity = slackActivity({ channel: site.channelId, channelType: site.channelType }, workspace, {
      type: 'message',
      id: submission.view.id,
      from: { id, name: name ?? username ?? '' },
    });
    const update = (view: ModalView) => this.#services.views.update(workspace, submission.view.id, view);
    return submitInTime({ ...about, update }, this.#link(activity, submission));
  }

  async #link(activity: Activity, { view }: ViewSubmission): Promise<SubmissionOutcome> {
    const { linkPolicy, targets } = this.#services;
    const problem = (text: string) => ({ kind: 'problem', blockId: LINK_GROUP_INPUT, text }) as const;
    const chosen = readLinkSubmission(view);
    if (!chosen) return problem(modalWords.chooseLink);
    const refusal = await linkPolicy.refusal(activity);
    if (refusal !== undefined) return problem(refusal);
    const group = await targets.find(chosen.group);
    if (!group) return problem(linkWordsFor(activity).goneGroup);
    const { mode } = chosen;
    return { kind: 'words', text: await linkConversation(activity, this.#services, { group, mode }) };
  }
}

async function notReadable(): Promise<SubmissionOutcome> {
  return { kind: 'problem', blockId: LINK_GROUP_INPUT, text: modalWords.notReadable };
}
