import { access, constants, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { DemoOptions } from './read-options.ts';

/** One message: these files, shared together. */
export interface Share {
  readonly paths: readonly string[];
  /** Empty for none. */
  readonly caption: string;
}

/** The files in `samples/`: one of each single kind, and an album. */
export const SAMPLES: readonly Share[] = [
  {
    paths: sample('aisle-c14.jpg', 'morning-notice.mp3', 'shift-plan.pdf', 'line-3-running.mp4'),
    caption: 'Hall C, week 27: aisle C 14 is one-way, line 3 runs again, and here is the new shift plan',
  },
  {
    paths: sample('field-at-sunrise.jpg', 'shop-window.jpg', 'turbine-service.jpg'),
    caption: 'Good morning from the field, the shop and the wind farm',
  },
];

/** The messages to play: the person's files in one, or else the samples. Throws if a file can't be read. */
export async function planShares({ files, caption }: DemoOptions): Promise<readonly Share[]> {
  if (files.length === 0) return SAMPLES.map((share) => ({ ...share, caption: caption ?? share.caption }));
  const paths = files.map((file) => resolve(file));
  for (const path of paths) await checkFile(path);
  return [{ paths, caption: caption ?? '' }];
}

async function checkFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new Error(`There is no file ${path}.`);
  if (!found.isFile()) throw new Error(`${basename(path)} is not a file: ${path}`);
  await access(path, constants.R_OK).catch((cause: unknown) => {
    throw new Error(`The file can't be read: ${path}`, { cause });
  });
}

function sample(...names: string[]): string[] {
  return names.map((name) => join(import.meta.dirname, 'samples', name));
}
