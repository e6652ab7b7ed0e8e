import { element } from './element.js';

const HUES = 6;

/** A round with a group's initials, always in the same colour for the same group. */
export function avatar({ groupId, groupName }) {
  const words = groupName.match(/[\p{L}\p{N}]+/gu) ?? ['?'];
  const initials = words.slice(0, 2).map((word) => [...word][0].toUpperCase());
  const hue = Number.parseInt(groupId.slice(0, 6), 16) % HUES || 0;
  return element('span', { className: `avatar hue-${hue}`, 'aria-hidden': 'true' }, initials.join(''));
}
