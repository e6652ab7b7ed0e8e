import type { KnownBlock } from '@slack/web-api';
import type { FileFinder } from '../../../services/forwards/types.ts';
import type { TargetGroups, Targets } from '../../../services/links/target-groups.ts';
import type { SlackPeople } from '../../../services/slack/slack-people.ts';
import type { SlackWorkspace } from '../../../services/slack/slack-workspace.ts';
import { forwardModal, MAX_FILES } from '../../blocks/forward-modal.ts';
import { aside } from '../../blocks/texts.ts';
import type { ExternalPolicy } from '../../channels/slack/external-policy.ts';
import { SLACK } from '../../channels/slack/is-slack.ts';
import { interactionSender } from '../../channels/slack/slack-sender.ts';
import { slackText } from '../../channels/slack/slack-text.ts';
import { channelType } from '../channel-type.ts';
import { filesOfShortcut } from './files-of-shortcut.ts';
import type { MessageShortcut } from './message-shortcut.ts';
import { modalWords } from './modal-words.ts';
import type { ModalContent } from './open-in-time.ts';
import type { ShortcutMessage } from './shortcut-message.ts';

export interface ShortcutContentServices {
  readonly people: Pick<SlackPeople, 'channel'>;
  readonly external: ExternalPolicy;
  readonly targets: TargetGroups;
  readonly finder: FileFinder;
}

/** So many files that can't go are listed. */
const MOST_REFUSED = 20;

/**
 * What somebody is asked who used the shortcut on a message, or told why there is nothing to ask.
 * @throws BridgeError in words for the person, if Kaizala does not tell its groups
 */
export async function shortcutContent(
  services: ShortcutContentServices,
  shortcut: MessageShortcut,
  { teamId, botUserId }: SlackWorkspace,
): Promise<ModalContent> {
  const { channel, message } = shortcut;
  const { people, external, targets, finder } = services;
  const [refusal, type, files, whereTo] = await Promise.all([
    external.refusalOf(interactionSender(shortcut, teamId)),
    channelType({ teamId, channelId: channel.id, channelName: channel.name }, people),
    filesOfShortcut(message.files, teamId, finder),
    targets.targets(`${SLACK}|${teamId}:${channel.id}`),
  ]);
  if (refusal !== undefined) return { words: refusal };
  if (files.choices.length === 0) return { words: nothingToChoose(files.refused) };
  const problem = problemOf(whereTo);
  if (problem !== undefined) return { words: problem };
  const about: ShortcutMessage = {
    teamId,
    channelId: channel.id,
    channelType: type,
    ts: message.ts ?? shortcut.message_ts ?? '',
    ...(message.thread_ts && { threadTs: message.thread_ts }),
    fileIds: files.choices.slice(0, MAX_FILES).map(({ id }) => id),
    ...(whereTo.kind === 'fixed' && { groupId: whereTo.group.id }),
  };
  const view = forwardModal({
    files: files.choices,
    targets: whereTo,
    suggestedCaption: slackText(message.text, { botUserId }).trim(),
    privateMetadata: JSON.stringify(about),
  });
  return { view: { ...view, blocks: [...view.blocks, ...refusedBlocks(files.refused)] } };
}

function nothingToChoose(refused: readonly string[]): string {
  return refused.length === 0 ? modalWords.noFiles : modalWords.nothingCanGo(refused.slice(0, MOST_REFUSED));
}

function problemOf(targets: Targets): string | undefined {
  if (targets.kind === 'blocked') return targets.reason;
  return targets.kind === 'choice' && targets.groups.length === 0 ? modalWords.noGroups : undefined;
}

function refusedBlocks(refused: readonly string[]): KnownBlock[] {
  const hidden = refused.length - MOST_REFUSED;
  const lines = [...refused.slice(0, MOST_REFUSED), ...(hidden > 0 ? [`… and ${hidden} more`] : [])];
  return lines.map((line) => aside(line));
}
