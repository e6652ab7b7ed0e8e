import { isMoving } from '../../services/forwards/post-states.ts';
import type { Forward, Post } from '../../services/forwards/types.ts';
import type { Tone } from './tone.ts';

export interface Headline {
  /** Says in words what its tone says in colour. */
  readonly title: string;
  readonly tone: Tone;
}

const plural = new Intl.PluralRules('en');

/** What has become of a forward, in one line. Where that line stands alone, it says how many files it is about. */
export function headline({ stage, posts, refused, group, auto, note }: Forward): Headline {
  if (stage === 'finding') return { title: 'Looking for the files of this message', tone: 'default' };
  if (stage === 'asking') return { title: 'Forward to Kaizala', tone: 'default' };
  if (stage === 'empty') return { title: 'This message has no files', tone: 'default' };
  if (stage === 'cancelled' && note === 'deleted') {
    return { title: 'Cancelled: the message was deleted. Nothing was sent to Kaizala', tone: 'default' };
  }
  if (stage === 'cancelled') return { title: 'Cancelled. Nothing was sent to Kaizala', tone: 'default' };
  if (stage === 'expired') {
    const title = 'Expired: nobody answered in time. Share the files again to forward them';
    return { title, tone: 'warning' };
  }
  if (stage === 'refused') return { title: 'Nothing was forwarded', tone: 'attention' };
  const files = posts.flatMap((post) => post.files.map((file) => ({ post, file })));
  const posted = files.filter(({ post, file }) => post.state === 'posted' && file.state === 'spooled').length;
  const isUnderWay = posts.some(({ state }) => isMoving(state));
  const total = files.length + (auto ? refused.length : 0);
  const count = auto ? `${total} ${plural.select(total) === 'one' ? 'file' : 'files'}` : undefined;
  const to = group ? ` to ${group.name}` : '';
  const some = `${posted} of ${total} posted${to}`;
  if (isUnderWay) {
    return posted > 0 && posts.some(isInTrouble)
      ? { title: some, tone: 'warning' }
      : { title: `Forwarding${count ? ` ${count}` : ''}${to}`, tone: 'default' };
  }
  if (posted === total) return { title: `Posted${to}${count ? `: ${count}` : ''}`, tone: 'good' };
  if (posts.some(({ state }) => state === 'uncertain')) {
    return { title: `Please check ${group?.name ?? 'the group'}`, tone: 'warning' };
  }
  return posted === 0 ? { title: `Not posted${to}`, tone: 'attention' } : { title: some, tone: 'warning' };
}

/** Whether a post waits because something went wrong. */
function isInTrouble({ state, failure, nextAttemptAt, files }: Post): boolean {
  if (state === 'waiting') return files.some((file) => file.state === 'waiting' && file.failure);
  return failure !== undefined && nextAttemptAt !== undefined;
}
