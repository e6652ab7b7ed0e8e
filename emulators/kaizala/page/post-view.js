import { element } from './element.js';
import { facts } from './facts.js';
import { formatClock } from './format-time.js';
import { mediaView } from './media-view.js';

/** One post, as a list item. */
export function postView(post, openViewer) {
  const { referenceId, actionType, caption, sender, time } = post;
  return element(
    'li',
    { className: `post ${actionType.toLowerCase()}-post`, id: `post-${referenceId}` },
    element('p', { className: 'sender' }, sender),
    mediaView(post, openViewer),
    caption === '' ? undefined : element('p', { className: 'caption', dir: 'auto' }, caption),
    element(
      'div',
      { className: 'foot' },
      post.files.length > 0 ? facts(post) : undefined,
      element(
        'time',
        { dateTime: time, title: new Date(time).toLocaleString() },
        formatClock(new Date(time)),
      ),
    ),
  );
}
