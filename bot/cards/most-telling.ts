import type { FileLine } from './forward-view.ts';
import type { Tone } from './tone.ts';

const WEIGHT: Record<Tone, number> = { attention: 0, warning: 1, default: 2, good: 3 };

/** At most so many of the files, in their order: those with trouble stay, those that went well go first. */
export function mostTelling(files: readonly FileLine[], most: number): readonly FileLine[] {
  if (files.length <= most) return files;
  const kept = new Set(files.toSorted((a, b) => WEIGHT[a.tone] - WEIGHT[b.tone]).slice(0, most));
  return files.filter((file) => kept.has(file));
}
