import { plainText } from '../../dialogs/plain-text.ts';
import { readMode } from '../../services/links/link.ts';
import { tellFuture } from '../links/link-conversation.ts';
import { linkWordsFor } from '../links/link-words-for.ts';
import { scopeKey } from '../places/conversation-scope.ts';
import { placeOf } from '../places/place.ts';
import type { Command } from './command.ts';
import { inWords } from './in-words.ts';

/** `/mode [ask|auto]`: whether files are forwarded without a question; without an argument it shows how it is. */
export const mode: Command = (context, { links, linkPolicy, sight }, { argument }) =>
  inWords(context, async () => {
    const { activity } = context;
    const scope = scopeKey(activity);
    const place = placeOf(activity);
    const linkWords = linkWordsFor(activity);
    const wanted = readMode(argument);
    if (argument !== '' && !wanted) return plainText(linkWords.modeNeedsWord);
    const link = await links.find(scope);
    if (!link) return plainText(`${linkWords.state(undefined, place)} ${linkWords.howToLink}`);
    if (wanted) {
      const refusal = await linkPolicy.refusal(activity);
      if (refusal !== undefined) return plainText(refusal);
      await links.setMode(scope, wanted);
    }
    const now = wanted ? { ...link, mode: wanted } : link;
    const future = now.group ? ` ${await tellFuture(activity, sight, now.mode)}` : '';
    return plainText(`${linkWords.state(now, place)}${future}`);
  });
