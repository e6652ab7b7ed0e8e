import { joinWithin } from '../../dialogs/join-within.ts';
import { plainText } from '../../dialogs/plain-text.ts';
import type { Forward } from '../../services/forwards/types.ts';
import { viewForward } from '../cards/forward-view.ts';
import { shortId } from '../cards/short-id.ts';
import { shorten } from '../cards/shorten.ts';
import { linkWordsFor } from '../links/link-words-for.ts';
import { ownScope, scopeKey } from '../places/conversation-scope.ts';
import { placeOf } from '../places/place.ts';
import { relativeTime } from '../words/relative-time.ts';
import type { Words } from '../words/words.ts';
import { wordsFor } from '../words/words-for.ts';
import type { Command } from './command.ts';
import { fileLines } from './file-lines.ts';
import { reasonToWait } from './reason-to-wait.ts';

const MOST = 10;
const MAX_TITLE = 120;

/** `/status`: how this conversation is linked, and what waits of this person's forwards here, for how long and why. */
export const status: Command = async (context, { forwards, history, links }) => {
  const { activity } = context;
  const words = wordsFor(activity);
  const pending = await forwards.listPending(ownScope(activity), MOST);
  const entries: string[] = [];
  for (const forward of pending) entries.push(describe(forward, await history.countAhead(forward.id), words));
  const link = await links.find(scopeKey(activity));
  const state = linkWordsFor(activity).state(link, placeOf(activity));
  await context.sendActivity(
    plainText(joinWithin([state, ...(entries.length > 0 ? entries : [words.nothingPending])], activity)),
  );
};

function describe(forward: Forward, ahead: number, words: Words): string {
  const now = new Date();
  const { title, files } = viewForward(forward);
  const posts = forward.posts.flatMap((post) => post.files.map((file) => ({ post, file })));
  const lines = files.map((line, index) => {
    const part = posts[index];
    const reason = part && reasonToWait(forward, part.post, part.file, { ahead, now, words });
    return reason === undefined ? line : { ...line, status: reason };
  });
  const what = forward.stage === 'asking' ? words.waitsForAnswer : shorten(title, MAX_TITLE);
  const heading = `Forward ${shortId(forward.id)}, shared ${relativeTime(forward.createdAt, now)} – ${what}`;
  return [heading, ...fileLines(lines)].join('\n');
}
