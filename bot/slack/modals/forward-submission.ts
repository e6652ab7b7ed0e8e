import { TurnContext } from 'botbuilder';
import type { Forwards } from '../../../services/forwards/forwards.ts';
import type { KaizalaGroup } from '../../../services/kaizala/types.ts';
import type { TargetGroups } from '../../../services/links/target-groups.ts';
import type { SlackPeople } from '../../../services/slack/slack-people.ts';
import type { SlackWorkspace } from '../../../services/slack/slack-workspace.ts';
import { FIRST_FILES, type ForwardSubmission, readForwardSubmission } from '../../blocks/forward-modal.ts';
import { SLACK } from '../../channels/slack/is-slack.ts';
import { slackActivity } from '../../channels/slack/slack-activity.ts';
import { conversationKey } from '../../places/conversation-key.ts';
import { scopeKey } from '../../places/conversation-scope.ts';
import { modalWords } from './modal-words.ts';
import type { ShortcutMessage } from './shortcut-message.ts';
import type { SubmissionOutcome } from './submit-in-time.ts';
import type { ViewSubmission } from './view-submission.ts';
import { whereToTell } from './where-to-tell.ts';

export interface ForwardSubmissionServices {
  readonly people: Pick<SlackPeople, 'channel' | 'directMessage'>;
  readonly targets: TargetGroups;
  readonly forwards: Forwards;
}

/**
 * Forwards the files that somebody has chosen of a message. The same modal does it once, however often it is sent;
 * the message itself may have been forwarded before.
 * @throws BridgeError in words for the person
 */
export async function submitForward(
  services: ForwardSubmissionServices,
  { user, view }: ViewSubmission,
  message: ShortcutMessage,
  workspace: SlackWorkspace,
): Promise<SubmissionOutcome> {
  const { people, forwards } = services;
  const submission = readForwardSubmission(view);
  const { caption } = submission;
  // What can be chosen in the modal says the person's own program, and the bot may see files that the person may not.
  const fileIds = submission.fileIds.filter((fileId) => message.fileIds.includes(fileId));
  if (fileIds.length === 0) return problem(modalWords.chooseFile);
  const group = await chosenGroup(services.targets, submission, message);
  if (typeof group === 'string') return problem(group);
  const place = await whereToTell(people, message, user.id);
  const { id, name, username } = user;
  const activity = slackActivity(place, workspace, {
    type: 'message',
    ...(place.threadTs !== undefined && { id: place.threadTs }),
    from: { id, name: name ?? username ?? '' },
  });
  const forward = await forwards.receive(
    {
      sourceKey: `${SLACK}|${message.teamId}:${message.channelId}|shortcut:${view.id}`,
      conversationKey: conversationKey(activity),
      scopeKey: scopeKey(activity),
      requesterId: id,
      ...(activity.from.name && { requesterName: activity.from.name }),
      conversationReference: TurnContext.getConversationReference(activity),
      files: [],
      lookup: { kind: 'slackFiles', teamId: message.teamId, fileIds },
      answer: { group, ...(caption !== undefined && { caption }) },
      isAddressed: true,
      namesFiles: true,
      sharedAt: new Date(),
    },
    new Date(),
  );
  // Its message is sent by whoever works on it.
  if (forward) await forwards.cards.showFromNow(forward.id);
  return { kind: 'done' };
}

/** Nothing goes to a group that the person has not agreed to. Returns why, if that is so. */
async function chosenGroup(
  targets: TargetGroups,
  { group: chosen }: Pick<ForwardSubmission, 'group'>,
  { teamId, channelId, groupId: named }: ShortcutMessage,
): Promise<KaizalaGroup | string> {
  const agreed = chosen ?? named;
  if (agreed === undefined) return modalWords.chooseGroup;
  const now = await targets.targets(`${SLACK}|${teamId}:${channelId}`);
  if (now.kind === 'blocked') return now.reason;
  if (now.kind === 'fixed')
    return now.group.id === agreed ? now.group : modalWords.otherGroup(now.group.name);
  return (await targets.find(agreed)) ?? modalWords.goneGroup;
}

/** Always there, unlike a choice of groups. */
function problem(text: string): SubmissionOutcome {
  return { kind: 'problem', blockId: FIRST_FILES, text };
}
