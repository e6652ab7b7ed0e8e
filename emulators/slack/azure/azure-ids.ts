import type { Workspace } from '../workspace/workspace.ts';

/** Where something was said, as the Bot Framework names it. The form is inferred. */
export function conversationId({ bot, team }: Workspace, channel: string, threadTs?: string): string {
  return [bot.botId, team.id, channel, ...(threadTs === undefined ? [] : [threadTs])].join(':');
}

/** Takes the id of a conversation apart again; the bot may have added the thread. */
export function placeOf(id: string): { readonly channel: string; readonly threadTs: string | undefined } {
  const [, , channel = '', threadTs] = id.split(':');
  return { channel, threadTs };
}

/** A message's name among activities: its time without the point. Inferred. */
export function activityId(ts: string): string {
  return ts.replace('.', '');
}

/** The message of an activity's id. */
export function tsOf(id: string): string {
  return `${id.slice(0, -6)}.${id.slice(-6)}`;
}
