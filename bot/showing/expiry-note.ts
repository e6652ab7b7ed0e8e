import type { Activity } from 'botbuilder';
import { plainText } from '../../dialogs/plain-text.ts';
import type { Forward } from '../../services/forwards/types.ts';
import { shorten } from '../cards/shorten.ts';

const A_DAY_MS = 86_400_000;
const MAX_SHOWN_NAMES = 10;
const MAX_SHOWN_NAME = 80;

const days = new Intl.NumberFormat('en', { style: 'unit', unit: 'day', unitDisplay: 'long' });
const list = new Intl.ListFormat('en');

/** Tells people that the files they shared have expired: an old card that changes is seen by nobody. */
export function expiryNote({ createdAt, posts }: Forward): Partial<Activity> {
  const names = posts.flatMap(({ files }) => files.map(({ name }) => shorten(name, MAX_SHOWN_NAME)));
  const hidden = names.length - MAX_SHOWN_NAMES;
  const shown = list.format([...names.slice(0, MAX_SHOWN_NAMES), ...(hidden > 0 ? [`${hidden} more`] : [])]);
  const age = Math.round((Date.now() - createdAt.getTime()) / A_DAY_MS);
  const when = age === 0 ? 'earlier' : `${days.format(age)} ago`;
  return plainText(
    `The files that you shared ${when} were not answered and have expired: ${shown}. Share them again to forward them.`,
  );
}
