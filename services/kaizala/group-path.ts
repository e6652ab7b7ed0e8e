/**
 * The path of a group, with the id as one segment whatever characters it holds.
 * @throws RangeError for an id that no encoding keeps from meaning another path
 */
export function groupPath(groupId: string): string {
  if (/^\.{0,2}$/.test(groupId)) throw new RangeError('This is not the id of a Kaizala group.');
  return `v1/groups/${encodeURIComponent(groupId)}`;
}
