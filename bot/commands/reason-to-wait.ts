import type { Forward, ForwardFile, Post } from '../../services/forwards/types.ts';
import { withoutAdvice } from '../cards/without-advice.ts';
import { relativeTime, timeInWords } from '../words/relative-time.ts';
import type { Words } from '../words/words.ts';

export interface Surroundings {
  /** How many posts of others are to go first. */
  readonly ahead: number;
  readonly now: Date;
  readonly words: Pick<Words, 'lookAndAnswer'>;
}

/** Why a file is not in Kaizala yet, and for how long that has been so; undefined if nothing is waited for. */
export function reasonToWait(
  forward: Forward,
  post: Post,
  file: ForwardFile,
  { ahead, now, words }: Surroundings,
): string | undefined {
  const since = (start: Date) => timeInWords(now.getTime() - start.getTime());
  if (post.state === 'waiting' && file.state === 'waiting') {
    return file.failure
      ? `Fetching it again, for ${since(forward.createdAt)} now, because: ${withoutAdvice(file.failure.message)}`
      : `Fetching it, for ${since(forward.createdAt)} now`;
  }
  if (forward.stage === 'asking' || forward.stage === 'finding' || file.state === 'failed') return undefined;
  if (post.state === 'uncertain') return words.lookAndAnswer;
  if (post.nextAttemptAt && post.nextAttemptAt > now) return reasonToPause(post, post.nextAttemptAt, now);
  switch (post.state) {
    case 'waiting':
      return 'Waiting for the other pictures of its album';
    case 'spooled':
      return ahead === 0
        ? 'Queued, next in line'
        : `Queued behind ${ahead === 1 ? 'one other post' : `${ahead} other posts`}`;
    case 'uploading':
      return 'Uploading now';
    case 'uploaded':
    case 'posting':
      return 'Posting now';
    default:
      return undefined;
  }
}

function reasonToPause({ state, failure, firstFailedAt }: Post, next: Date, now: Date): string {
  const when = relativeTime(next, now);
  if (!failure) {
    return state === 'posting'
      ? `Making sure that Kaizala does not have it yet; next look ${when}`
      : `Waiting for its turn; it goes on ${when}`;
  }
  const trouble =
    firstFailedAt && `, after trouble for ${timeInWords(now.getTime() - firstFailedAt.getTime())}`;
  return `Waiting to try again ${when}${trouble ?? ''}, because: ${withoutAdvice(failure.message)}`;
}
