import type { Activity } from 'botbuilder';
import type { Forwards } from '../../services/forwards/forwards.ts';
import type { KaizalaGroup } from '../../services/kaizala/types.ts';
import type { LinkMode } from '../../services/links/link.ts';
import type { Links } from '../../services/links/links.ts';
import { conversationScope } from '../places/conversation-scope.ts';
import { placeOf } from '../places/place.ts';
import type { MessageSight } from './chat-knowledge.ts';
import { linkWordsFor } from './link-words-for.ts';

interface LinkingServices {
  readonly forwards: Pick<Forwards, 'redrawQuestions'>;
  readonly links: Links;
  readonly sight: MessageSight;
}

/** Links the conversation of an activity, and tells in words what happens from now on. */
export async function linkConversation(
  activity: Activity,
  { forwards, links, sight }: LinkingServices,
  { group, mode }: { readonly group: KaizalaGroup; readonly mode: LinkMode },
): Promise<string> {
  const { conversationKey: scope } = conversationScope(activity);
  const future = await tellFuture(activity, sight, mode);
  const { id, name, aadObjectId } = activity.from;
  const linkedBy = { id, ...(name && { name }), ...(aadObjectId && { entraId: aadObjectId }) };
  await links.set({ scope, group, mode, linkedBy });
  await forwards.redrawQuestions(scope);
  const link = { scope, group, mode, origin: 'chat', writtenName: group.name } as const;
  return `${linkWordsFor(activity).state(link, placeOf(activity))} ${future}`;
}

/** What happens from now on to files that are shared where the activity comes from. */
export async function tellFuture(activity: Activity, sight: MessageSight, mode: LinkMode): Promise<string> {
  const place = placeOf(activity);
  const linkWords = linkWordsFor(activity);
  const consequence = linkWords.consequence(mode, place);
  if (place === 'personal') return consequence;
  return `${consequence}\n\n${linkWords.sight(await sight.hasMessageAccess(activity), place)}`;
}
