import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { fillManifest } from './fill-manifest.ts';
import { manifestProblems } from './manifest-problems.ts';
import { ProblemsError } from './problems-error.ts';
import type { PackageOptions } from './read-options.ts';

const ROOM = import.meta.dirname;

/** Zip has no time zone, and begins in 1980: the same everywhere, and in every run. */
const MTIME = new Date(1980, 0, 1);

/**
 * The app package as Teams takes it: a zip of manifest and icons. The same input makes the same bytes.
 * @throws ProblemsError if the manifest breaks the schema that it names.
 */
export async function buildPackage(options: Omit<PackageOptions, 'out'>): Promise<Uint8Array> {
  const manifest = fillManifest(await readFile(join(ROOM, 'manifest.json'), 'utf8'), options);
  const problems = await manifestProblems(manifest);
  if (problems.length > 0) {
    throw new ProblemsError(problems.map((problem) => `manifest.json, once filled in: ${problem.trim()}`));
  }
  return zipSync(
    {
      'manifest.json': strToU8(manifest),
      'color.png': await readFile(join(ROOM, 'color.png')),
      'outline.png': await readFile(join(ROOM, 'outline.png')),
    },
    { mtime: MTIME, level: 9 },
  );
}
