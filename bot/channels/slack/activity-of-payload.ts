import type { Activity } from 'botbuilder';
import type { SlackWorkspace } from '../../../services/slack/slack-workspace.ts';
import { readBlockAnswer } from '../../blocks/read-block-answer.ts';
import { slackActivity } from './slack-activity.ts';
import { readPress } from './slack-payload.ts';
import { withoutToken } from './without-token.ts';

/**
 * The activity of a button of ours that somebody pressed on a message, as Slack delivers it directly: its value is
 * what a card's button gives. Undefined if it is something else, such as a choice from a menu, which answers nothing yet.
 * @param workspace the one for which it came, which need not be that of whoever pressed
 */
export function activityOfPayload(payload: unknown, workspace: SlackWorkspace): Activity | undefined {
  const press = readPress(payload);
  const answer = readBlockAnswer(payload);
  if (!press || !answer) return undefined;
  const { messageTs, user, userName, pressId } = press;
  return slackActivity(press, workspace, {
    type: 'message',
    id: pressId,
    timestamp: new Date(),
    from: { id: user, name: userName },
    ...(messageTs !== undefined && { replyToId: messageTs }),
    value: answer.value,
    channelData: { Payload: withoutToken(payload) },
  });
}
