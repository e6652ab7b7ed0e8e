import type { Activity } from 'botbuilder';
import type { SlackPeople } from '../../../services/slack/slack-people.ts';
import type { SlackWorkspace } from '../../../services/slack/slack-workspace.ts';
import { slackActivity } from '../../channels/slack/slack-activity.ts';
import { channelType } from '../channel-type.ts';
import type { SlackCommand } from '../slack-command.ts';

/** The activity of a slash command: as if its text had been said, in no thread. */
export async function commandActivity(
  { channel_id: channel, channel_name: channelName, user_id: id, user_name: name, ...command }: SlackCommand,
  workspace: SlackWorkspace,
  people: Pick<SlackPeople, 'channel'>,
): Promise<Activity> {
  const { teamId } = workspace;
  const type = await channelType({ teamId, channelId: channel, channelName }, people);
  return slackActivity({ channel, channelType: type }, workspace, {
    type: 'message',
    ...(command.trigger_id !== undefined && { id: command.trigger_id }),
    timestamp: new Date(),
    from: { id, name: name ?? '' },
    text: unescaped(command.text),
  });
}

/** Whether Slack escapes these is left open; nobody types them so. */
function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
