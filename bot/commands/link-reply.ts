import type { Activity } from 'botbuilder';
import type { KaizalaGroup } from '../../services/kaizala/types.ts';
import { type Link, type LinkMode, readMode } from '../../services/links/link.ts';
import { groupsMatching } from '../../services/links/matching-groups.ts';
import { shorten } from '../cards/shorten.ts';
import type { LinkServices } from '../links/answer-link-card.ts';
import { linkConversation } from '../links/link-conversation.ts';
import { linkWordsFor } from '../links/link-words-for.ts';
import { scopeKey } from '../places/conversation-scope.ts';
import { placeOf } from '../places/place.ts';
import { wordsFor } from '../words/words-for.ts';
import { unknownGroup } from './unknown-group.ts';

const MAX_NAME = 80;

/** What `/link` comes to: it is done or refused, or the person has to choose among groups. */
export type LinkReply =
  | { readonly kind: 'words'; readonly text: string }
  | {
      readonly kind: 'choice';
      /** Why there is something to choose. */
      readonly text: string;
      /** At least one. */
      readonly groups: readonly KaizalaGroup[];
      readonly mode: LinkMode;
    };

/**
 * Links the conversation of an activity to the group that was named, if it is the only one that fits; without an
 * argument, tells how the conversation is linked.
 * @throws BridgeError in words for the person
 */
export async function linkReply(
  activity: Activity,
  services: LinkServices,
  argument: string,
): Promise<LinkReply> {
  const current = await services.links.find(scopeKey(activity));
  if (argument === '') return show(activity, services, current);
  const refusal = await services.linkPolicy.refusal(activity);
  if (refusal !== undefined) return words(refusal);
  const groups = await services.targets.list();
  const { wanted, mode, found } = understand(argument, groups);
  const [group, ...others] = found;
  if (!group) return words(unknownGroup(wanted, groups, wordsFor(activity)));
  const chosenMode = mode ?? current?.mode ?? 'ask';
  if (others.length === 0) {
    return words(await linkConversation(activity, services, { group, mode: chosenMode }));
  }
  const text = `Several groups fit “${shorten(wanted, MAX_NAME)}”. Which one?`;
  return { kind: 'choice', text, groups: found, mode: chosenMode };
}

/** How it is, and for those who may change that the choice of another group. */
async function show(
  activity: Activity,
  { linkPolicy, targets }: LinkServices,
  current: Link | undefined,
): Promise<LinkReply> {
  const linkWords = linkWordsFor(activity);
  const state = linkWords.state(current, placeOf(activity));
  if (current?.origin === 'file') return words(state);
  const refusal = await linkPolicy.refusal(activity);
  if (refusal !== undefined) return words(`${state} ${refusal}`);
  const groups = await targets.list().catch((): KaizalaGroup[] => []);
  if (groups.length === 0) return words(`${state} ${linkWords.howToLink}`);
  return { kind: 'choice', text: state, groups, mode: current?.mode ?? 'ask' };
}

function words(text: string): LinkReply {
  return { kind: 'words', text };
}

/** A word for the mode at the end is only that if no group is called so. */
function understand(
  argument: string,
  groups: readonly KaizalaGroup[],
): { wanted: string; mode?: LinkMode; found: readonly KaizalaGroup[] } {
  const whole = groupsMatching(argument, groups);
  const [, wanted, word] = /^([\s\S]*\S)\s+(ask|auto)$/i.exec(argument) ?? [];
  if (whole.length > 0 || wanted === undefined) return { wanted: argument, found: whole };
  const mode = readMode(word ?? '');
  return { wanted, ...(mode && { mode }), found: groupsMatching(wanted, groups) };
}
