import type { ModalView } from '@slack/web-api';
import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { linkModal, readLinkSubmission } from '../../blocks/link-modal.ts';
import { slackActivity } from '../../channels/slack/slack-activity.ts';
import { slackSite } from '../../channels/slack/slack-site.ts';
import type { LinkReply } from '../../commands/link-reply.ts';
import type { LinkServices } from '../../links/answer-link-card.ts';
import { LINK_GROUP_INPUT } from '../../links/link-answer.ts';
import { linkConversation } from '../../links/link-conversation.ts';
import { linkWordsFor } from '../../links/link-words-for.ts';
import { placeOf } from '../../places/place.ts';
import type { SlackAnswer } from '../slack-answer.ts';
import { modalWords } from './modal-words.ts';
import type { SubmissionOutcome } from './submit-in-time.ts';
import { type SubmissionServices, submitInWorkspace } from './submit-in-workspace.ts';
import { readMetadata, type ViewSubmission } from './view-submission.ts';

export type LinkModalsServices = LinkServices & SubmissionServices;

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
    const { view, user } = submission;
    const carried = readMetadata(metadata, submission);
    const about = { title: LINK_TITLE, blockId: LINK_GROUP_INPUT, viewId: view.id, carried };
    return submitInWorkspace(this.#services, about, ({ channelId: channel, channelType }, workspace) => {
      const activity = slackActivity({ channel, channelType }, workspace, {
        type: 'message',
        id: view.id,
        from: { id: user.id, name: user.name ?? user.username ?? '' },
      });
      return this.#link(activity, submission);
    });
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
