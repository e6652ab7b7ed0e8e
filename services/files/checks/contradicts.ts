import type { MediaKind } from '../../kaizala/media-types.ts';
import type { Family } from './family.ts';

/**
 * Whether a file that is named as one kind is clearly something else. Sound and film are in the same containers,
 * and programs open pictures and documents under each other's names.
 */
export function contradicts(named: MediaKind, actual: Family): boolean {
  const isPlayed = (what: Family) => what === 'audio' || what === 'video';
  return named !== actual && !(isPlayed(named) && isPlayed(actual));
}
