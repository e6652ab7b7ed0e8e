import { basename } from 'node:path';
import type { ServedFile } from '../emulators/teams/files/file-host.ts';
import type { TeamsEmulator } from '../emulators/teams/start-teams-emulator.ts';
import type { Share } from './plan-shares.ts';

/** Slower than any disk; a time-out of a forward grows with its files. */
const BYTES_PER_MS = 1_000;

/** Lays the files of a share where Teams has them. */
export function serveShare(teams: TeamsEmulator, { paths }: Share): Promise<ServedFile[]> {
  return Promise.all(paths.map((path) => teams.serveFile({ kind: 'path', path }, { name: basename(path) })));
}

/** How long the bot may take for these files, beyond what it takes for any, in milliseconds. */
export function transferMs(files: readonly ServedFile[]): number {
  return Math.ceil(files.reduce((sum, { size }) => sum + size, 0) / BYTES_PER_MS);
}
