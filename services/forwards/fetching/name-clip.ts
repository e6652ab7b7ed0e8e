import type { DetectedType } from '../../files/detect-type.ts';
import { mediaKindOf } from '../../kaizala/media-types.ts';
import { refusals } from '../refusals.ts';
import type { Failure } from '../types.ts';
import type { NamedFile } from './name-by-content.ts';

/** What Kaizala calls a container otherwise. Sound alone, as .m4a, lies in the same one as a video. */
const KAIZALA_NAMES: ReadonlyMap<string, string> = new Map([
  ['.m4a', '.mp4'],
  ['.m4v', '.mp4'],
  ['.3gp', '.3gpp'],
]);

/**
 * What a recorded clip goes to Kaizala as. Its bytes alone tell: its name and its kind may be those of what was
 * recorded first. Refused if Kaizala does not take it.
 */
export function nameClip(
  name: string,
  detected: DetectedType | undefined,
): NamedFile | { readonly refusal: Failure } {
  const actual = detected?.extension ?? '';
  const full = name.replace(/\.\w{1,10}$/, '') + (KAIZALA_NAMES.get(actual) ?? actual);
  const kind = mediaKindOf(full);
  const isRecording = kind === 'audio' || kind === 'video';
  return isRecording ? { name: full, kind } : { refusal: refusals.clip(actual) };
}
