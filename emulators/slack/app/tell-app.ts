import type { Channel } from '../workspace/channel.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { AppLink, Delivery } from './app-link.ts';
import { eventEnvelope } from './event-envelope.ts';

/** Tells the app what happened in a conversation, if it is a member. Resolves with how it answered, if it was told. */
export async function tellApp(
  app: AppLink,
  workspace: Workspace,
  channel: Channel,
  events: readonly Readonly<Record<string, unknown>>[],
): Promise<readonly Delivery[]> {
  if (!channel.members.has(workspace.bot.userId)) return [];
  const { isExtShared } = channel;
  return Promise.all(events.map((event) => app.sendEvent(eventEnvelope(workspace, event, { isExtShared }))));
}
