import type { Verdict } from '../verdict.ts';
import { GraphError } from './graph-error.ts';
import type { MessageLookup, MessageReader } from './message-reader.ts';

/** The application permissions that the app holds in a tenant; undefined if that can't be read. */
type RolesOf = (tenantId: string) => Promise<readonly string[] | undefined>;

/** What an administrator can grant for all chats and channels, which has Graph tell messages but Teams send none. */
const EVERYWHERE: Record<MessageLookup['kind'], RegExp> = {
  channelMessage: /^ChannelMessage\.Read\.All$/,
  chatMessage: /^Chat\.Read(Write)?\.All$/,
};

/**
 * Whether the app was granted to read the messages around this one, and so is sent those that don't mention it.
 * Only where Graph lets it read for no other reason does that show.
 */
export async function messageAccess(
  reader: MessageReader,
  lookup: MessageLookup,
  { rolesOf, signal }: { readonly rolesOf: RolesOf; readonly signal: AbortSignal },
): Promise<Verdict> {
  try {
    await reader.await(lookup, signal);
    const roles = await rolesOf(lookup.tenantId);
    return roles?.some((role) => EVERYWHERE[lookup.kind].test(role)) ? 'unknown' : 'yes';
  } catch (error) {
    if (!(error instanceof GraphError)) return 'unknown';
    return /^graph\.(consent\.|token$)/.test(error.code) ? 'no' : 'unknown';
  }
}
