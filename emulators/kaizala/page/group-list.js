import { avatar } from './avatar.js';
import { element } from './element.js';
import { formatRecent } from './format-time.js';
import { groupPath } from './group-path.js';
import { preview } from './preview.js';

/** Draws the groups, those with the latest post first. Keeps the keyboard's place. */
export function renderGroupList(list, groups, currentGroupId) {
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.groupId : undefined;
  list.replaceChildren(...groups.toSorted(byLastPost).map((group) => item(group, currentGroupId)));
  if (focused !== undefined) list.querySelector(`[data-group-id="${CSS.escape(focused)}"]`)?.focus();
}

function byLastPost(a, b) {
  return (b.lastPost?.time ?? '').localeCompare(a.lastPost?.time ?? '');
}

function item(group, currentGroupId) {
  const { groupId, groupName, lastPost, unread = 0 } = group;
  return element(
    'li',
    {},
    element(
      'a',
      {
        className: 'group-link',
        href: groupPath(groupId),
        'data-group-id': groupId,
        'aria-current': groupId === currentGroupId ? 'page' : undefined,
      },
      avatar(group),
      element('span', { className: 'group-name' }, groupName),
      lastPost
        ? element(
            'time',
            { className: 'group-time', dateTime: lastPost.time },
            formatRecent(new Date(lastPost.time)),
          )
        : element('span'),
      element('span', { className: 'group-preview' }, lastPost ? preview(lastPost) : 'Nothing posted yet'),
      unread > 0
        ? element('span', { className: 'unread', ariaLabel: `${unread} new` }, String(unread))
        : undefined,
    ),
  );
}
