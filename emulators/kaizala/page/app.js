import { Conversation } from './conversation.js';
import { element } from './element.js';
import { fetchJson } from './fetch-json.js';
import { renderGroupList } from './group-list.js';
import { groupIdOf } from './group-path.js';
import { createViewer } from './viewer.js';

const PAGE_SIZE = 100;

const main = document.getElementById('conversation');
const list = document.getElementById('group-list');
const live = document.getElementById('live');
const chooseNotice = main.firstElementChild;
const openViewer = createViewer(document.getElementById('viewer'));

let groups = [];
let conversation;
/** Resolves when the open conversation has caught up, so that a post which arrives meanwhile isn't shown too early. */
let caughtUp = Promise.resolve();
let count = PAGE_SIZE;

const currentGroupId = () => groupIdOf(location.pathname);

function drawList() {
  renderGroupList(list, groups, currentGroupId());
}

/** Draws what the address means, from nothing. */
async function draw() {
  const groupId = currentGroupId();
  const group = groups.find((candidate) => candidate.groupId === groupId);
  document.body.dataset.view = groupId === undefined ? 'list' : 'group';
  document.title = group === undefined ? 'Kaizala emulator' : `${group.groupName} – Kaizala emulator`;
  conversation = undefined;
  if (group === undefined) {
    main.replaceChildren(groupId === undefined ? chooseNotice : missingGroup());
  } else {
    group.unread = 0;
    conversation = new Conversation(main, group, { openViewer, showEarlier });
    caughtUp = catchUp();
    await caughtUp;
  }
  drawList();
}

function missingGroup() {
  return element(
    'p',
    { className: 'notice' },
    'There is no such group. ',
    element('a', { href: '/' }, 'All groups'),
  );
}

/** Fetches the open group's posts and shows those that are missing. */
async function catchUp() {
  const shown = conversation;
  if (shown === undefined) return;
  const query = new URLSearchParams({ groupId: currentGroupId(), last: count + 1 });
  const { posts } = await fetchJson(`/emulator/posts?${query}`);
  shown.earlier.hidden = posts.length <= count;
  shown.add(posts.slice(-count));
}

async function showEarlier() {
  const { distanceFromEnd } = conversation;
  count += PAGE_SIZE;
  await draw();
  conversation?.showAt(distanceFromEnd);
}

function navigate(event) {
  const link = event.target.closest('a[href^="/"]:not([download])');
  if (link === null || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  count = PAGE_SIZE;
  draw();
}

/** Catches up on all that happened while there was no connection, which includes the time before the first. */
async function onConnected() {
  const unread = new Map(groups.map((group) => [group.groupId, group.unread]));
  const isFirst = groups.length === 0;
  ({ groups } = await fetchJson('/emulator/groups'));
  for (const group of groups) group.unread = unread.get(group.groupId);
  if (isFirst) await draw();
  else {
    caughtUp = catchUp();
    await caughtUp;
  }
  drawList();
  live.textContent = 'Live';
  live.dataset.live = '';
}

function onPost({ data }) {
  const post = JSON.parse(data);
  const group = groups.find(({ groupId }) => groupId === post.groupId);
  if (group === undefined) return;
  group.lastPost = post;
  const shown = conversation;
  if (group.groupId === currentGroupId()) caughtUp.then(() => shown?.add([post], { arriving: true }));
  else group.unread = (group.unread ?? 0) + 1;
  drawList();
}

const events = new EventSource('/emulator/events');
events.addEventListener('open', onConnected);
events.addEventListener('post', onPost);
events.addEventListener('error', () => {
  live.textContent = 'Reconnecting…';
  delete live.dataset.live;
});
document.addEventListener('click', navigate);
addEventListener('popstate', draw);
