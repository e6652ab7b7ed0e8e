import type { MediaKind } from '../../kaizala/media-types.ts';
import type { Family } from './family.ts';

/**
 * Whether a file that is named as one kind is clearly something else. Sound and film come in the same containers;
 * and within a kind, as with a .png that is named .jpg, whatever opens it looks at its bytes.
 */
export function contradicts(named: MediaKind, actual: Family): boolean {
  const isPlayed = (what: Family) => what === 'audio' || what === 'video';
  return named !== actual && !(isPlayed(named) && isPlayed(actual));
}
