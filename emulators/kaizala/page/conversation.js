import { avatar } from './avatar.js';
import { element } from './element.js';
import { formatDay } from './format-time.js';
import { postView } from './post-view.js';

/** How near to its end the reader must be for new posts to keep the view there, in CSS pixels. */
const NEAR_END = 80;

/** One group's posts, oldest first, kept at the end unless the reader has scrolled up. */
export class Conversation {
  #openViewer;
  #shown = new Set();
  #lastDay = '';
  #atEnd = true;
  #lastTop = 0;
  #list = element('ol');
  #empty;
  #scroller;

  constructor(main, group, { openViewer, showEarlier }) {
    this.#openViewer = openViewer;
    this.#empty = element(
      'p',
      { className: 'notice' },
      `Nothing posted yet. What the bridge forwards to ${group.groupName} appears here at once.`,
    );
    this.earlier = element(
      'button',
      { className: 'earlier', type: 'button', hidden: true, onclick: showEarlier },
      'Show earlier posts',
    );
    const stream = element(
      'div',
      { className: 'stream', role: 'log', ariaLabel: 'Posts' },
      this.earlier,
      this.#list,
    );
    this.#scroller = element('div', { className: 'scroller', tabIndex: 0 }, this.#empty, stream);
    main.replaceChildren(heading(group), this.#scroller);
    this.#scroller.addEventListener('scroll', () => this.#noteScroll());
    // Pictures grow when they have loaded.
    const growth = new ResizeObserver(() => this.#keepAtEnd());
    growth.observe(stream);
    growth.observe(this.#scroller);
  }

  /** Adds the posts that aren't shown yet. Those that arrive while someone looks are animated. */
  add(posts, { arriving = false } = {}) {
    for (const post of posts) {
      if (this.#shown.has(post.referenceId)) continue;
      this.#shown.add(post.referenceId);
      const day = formatDay(new Date(post.time));
      if (day !== this.#lastDay) this.#list.append(element('li', { className: 'day' }, day));
      this.#lastDay = day;
      const view = postView(post, this.#openViewer);
      if (arriving) view.dataset.new = '';
      this.#list.append(view);
    }
    this.#empty.hidden = this.#shown.size > 0;
    this.#keepAtEnd();
  }

  /** How far the view's top is from the end, in CSS pixels. */
  get distanceFromEnd() {
    return this.#scroller.scrollHeight - this.#scroller.scrollTop;
  }

  /** Shows what was at the top of the view when the distance was measured. */
  showAt(distanceFromEnd) {
    this.#atEnd = false;
    this.#scroller.scrollTop = this.#scroller.scrollHeight - distanceFromEnd;
  }

  /** The view is left where it is once the reader has gone up. Posts that pile up below don't count as that. */
  #noteScroll() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    if (scrollHeight - scrollTop - clientHeight < NEAR_END) this.#atEnd = true;
    else if (scrollTop < this.#lastTop) this.#atEnd = false;
    this.#lastTop = scrollTop;
  }

  #keepAtEnd() {
    if (this.#atEnd) this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }
}

function heading(group) {
  return element(
    'header',
    { className: 'bar' },
    element('a', { className: 'back', href: '/', ariaLabel: 'All groups' }),
    avatar(group),
    element(
      'div',
      { className: 'title' },
      element('h2', { dir: 'auto' }, group.groupName),
      element('p', { className: 'members' }, `${group.userCount} members`),
    ),
  );
}
