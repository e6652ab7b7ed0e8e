import { plainText } from '../../dialogs/plain-text.ts';
import { linkWordsFor } from '../links/link-words-for.ts';
import { scopeKey } from '../places/conversation-scope.ts';
import { placeOf } from '../places/place.ts';
import type { Command } from './command.ts';
import { inWords } from './in-words.ts';

/** `/unlink`: ends the link of this conversation. */
export const unlink: Command = (context, { forwards, links, linkPolicy }) =>
  inWords(context, async () => {
    const { activity } = context;
    const scope = scopeKey(activity);
    const place = placeOf(activity);
    const linkWords = linkWordsFor(activity);
    if (!(await links.find(scope))) return plainText(linkWords.state(undefined, place));
    const refusal = await linkPolicy.refusal(activity);
    if (refusal !== undefined) return plainText(refusal);
    await links.remove(scope);
    await forwards.redrawQuestions(scope);
    return plainText(linkWords.unlinked(place));
  });
