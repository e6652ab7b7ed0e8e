import type { SlackMessage } from './message.ts';
import type { Workspace } from './workspace.ts';

/** A message as events, answers and interactions hold it. */
export function messageJson(message: SlackMessage, { team, bot }: Workspace) {
  const { ts, threadTs, userId, botId, text, blocks, files, clientMsgId, editedTs } = message;
  return {
    type: 'message',
    user: userId,
    text,
    ts,
    ...(clientMsgId !== undefined && { client_msg_id: clientMsgId }),
    ...(botId !== undefined && {
      bot_id: botId,
      app_id: bot.appId,
      bot_profile: {
        id: botId,
        deleted: false,
        name: bot.name,
        updated: 1_766_422_444,
        app_id: bot.appId,
        user_id: bot.userId,
        team_id: team.id,
      },
    }),
    team: team.id,
    ...(threadTs !== undefined && { thread_ts: threadTs }),
    ...(blocks.length > 0 && { blocks }),
    ...(files.length > 0 && { files }),
    ...(editedTs !== undefined && { edited: { user: botId ?? userId, ts: editedTs } }),
  };
}
