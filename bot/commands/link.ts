import type { Activity } from 'botbuilder';
import { plainText } from '../../dialogs/plain-text.ts';
import type { KaizalaGroup } from '../../services/kaizala/types.ts';
import { type Link, type LinkMode, readMode } from '../../services/links/link.ts';
import { groupsMatching } from '../../services/links/matching-groups.ts';
import { shorten } from '../cards/shorten.ts';
import { scopeKey } from '../conversation-scope.ts';
import { linkConversation } from '../links/link-conversation.ts';
import { linkMessage } from '../links/link-message.ts';
import { linkWordsFor } from '../links/link-words-for.ts';
import { placeOf } from '../place.ts';
import { wordsFor } from '../words-for.ts';
import type { Command, CommandServices } from './command.ts';
import { inWords } from './in-words.ts';
import { unknownGroup } from './unknown-group.ts';

const MAX_NAME = 80;

/** `/link <group> [ask|auto]`: links this conversation to a group; without an argument it shows how it is. */
export const link: Command = (context, services, { argument }) =>
  inWords(context, async () => {
    const { activity } = context;
    const current = await services.links.find(scopeKey(activity));
    if (argument === '') return show(activity, services, current);
    const refusal = await services.linkPolicy.refusal(activity);
    if (refusal !== undefined) return plainText(refusal);
    const groups = await services.targets.list();
    const { wanted, mode, found } = understand(argument, groups);
    const [group, ...others] = found;
    if (!group) return plainText(unknownGroup(wanted, groups, wordsFor(activity)));
    const chosenMode = mode ?? current?.mode ?? 'ask';
    if (others.length === 0) {
      return plainText(await linkConversation(activity, services, { group, mode: chosenMode }));
    }
    const text = `Several groups fit “${shorten(wanted, MAX_NAME)}”. Which one?`;
    return linkMessage(activity, text, { groups: found, mode: chosenMode });
  });

/** How it is, and for those who may change that a card to do it with. */
async function show(
  activity: Activity,
  { linkPolicy, targets }: CommandServices,
  current: Link | undefined,
): Promise<Partial<Activity>> {
  const linkWords = linkWordsFor(activity);
  const state = linkWords.state(current, placeOf(activity));
  if (current?.origin === 'file') return plainText(state);
  const refusal = await linkPolicy.refusal(activity);
  if (refusal !== undefined) return plainText(`${state} ${refusal}`);
  const groups = await targets.list().catch((): KaizalaGroup[] => []);
  if (groups.length === 0) return plainText(`${state} ${linkWords.howToLink}`);
  return linkMessage(activity, state, { groups, mode: current?.mode ?? 'ask' });
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
