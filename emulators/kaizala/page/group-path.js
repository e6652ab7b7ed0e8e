/** The page's address for a group. */
export function groupPath(groupId) {
  return `/groups/${encodeURIComponent(groupId)}`;
}

/** The group that an address of the page means, undefined for the list. */
export function groupIdOf(path) {
  const [, segment] = /^\/groups\/([^/]+)$/.exec(path) ?? [];
  return segment === undefined ? undefined : decodeURIComponent(segment);
}
