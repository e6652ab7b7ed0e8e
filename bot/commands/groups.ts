import { joinWithin } from '../../dialogs/join-within.ts';
import { plainText } from '../../dialogs/plain-text.ts';
import { groupsMatching } from '../../services/links/matching-groups.ts';
import { shorten } from '../cards/shorten.ts';
import { wordsFor } from '../words/words-for.ts';
import type { Command } from './command.ts';
import { inWords } from './in-words.ts';
import { unknownGroup } from './unknown-group.ts';

const MAX_NAME = 120;

/** `/groups [part]`: the groups that the connector can post to, or those of them that are called like this. */
export const groups: Command = (context, { targets }, { argument }) =>
  inWords(context, async () => {
    const all = await targets.list();
    if (all.length === 0) {
      return plainText('The Kaizala connector is in no group yet. Ask an administrator to add it to one.');
    }
    const shown = argument === '' ? all : groupsMatching(argument, all);
    if (shown.length === 0) return plainText(unknownGroup(argument, all, wordsFor(context.activity)));
    const lines = shown.map(({ name }) => `• ${shorten(name, MAX_NAME)}`);
    return plainText(joinWithin(['Kaizala groups I can post to:', ...lines], context.activity, '\n'));
  });
