import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileBehaviour } from '../../../emulators/files/file-behaviour.ts';
import type { FileSource as Content } from '../../../emulators/files/file-content.ts';
import type { ServedFile } from '../../../emulators/teams/files/file-host.ts';
import { startTeamsEmulator, type TeamsEmulator } from '../../../emulators/teams/start-teams-emulator.ts';
import { type DownloadOptions, download } from '../../../services/files/download.ts';
import { DownloadError } from '../../../services/files/download-error.ts';
import { EgressPolicy } from '../../../services/files/egress/egress-policy.ts';
import type { Inspection } from '../../../services/files/inspect-stream.ts';
import { openFolderSpool } from '../../../services/files/spool/folder-spool.ts';
import type { Spool } from '../../../services/files/spool/spool.ts';

/** A file host and a spool, and downloads from the one to the other. */
export class Downloading {
  readonly teams: TeamsEmulator;
  readonly spool: Spool;
  readonly #folder: string;

  private constructor(teams: TeamsEmulator, folder: string, spool: Spool) {
    this.teams = teams;
    this.spool = spool;
    this.#folder = folder;
  }

  static async start(): Promise<Downloading> {
    const folder = await mkdtemp(join(tmpdir(), 'bridge-download-'));
    return new Downloading(await startTeamsEmulator(), folder, await openFolderSpool(folder));
  }

  serve(behaviour: FileBehaviour = { kind: 'ok' }, content: Content = { kind: 'generated', size: 300_000 }) {
    return this.teams.serveFile(content, { name: 'a.pdf', behaviour });
  }

  /** Fetches into the spool, under the key `file`. */
  fetch(
    { downloadUrl: url }: Pick<ServedFile, 'downloadUrl'>,
    options: Partial<DownloadOptions> = {},
  ): Promise<Inspection> {
    return this.fetchTo(this.spool, url, options);
  }

  fetchTo(spool: Spool, url: string, options: Partial<DownloadOptions> = {}): Promise<Inspection> {
    return download(
      { kind: 'teamsDownload', url },
      (bytes, declared) => spool.write('file', bytes, declared),
      {
        egress: new EgressPolicy([this.teams.host]),
        access: { botTokens: { token: async () => undefined } },
        maxBytes: 1_000_000,
        stallTimeoutMs: 10_000,
        signal: new AbortController().signal,
        onDeclaredSize: async () => {},
        ...options,
      },
    );
  }

  /** Names of the files that lie in the spool's folder, partial ones too. */
  spooled(): Promise<string[]> {
    return readdir(this.#folder);
  }

  read(): Promise<Buffer> {
    return readFile(join(this.#folder, 'file'));
  }

  async stop(): Promise<void> {
    await this.teams.close();
    await rm(this.#folder, { recursive: true });
  }
}

/** The error that a download ends with; fails if it doesn't. */
export async function refusalOf(attempt: Promise<Inspection>): Promise<DownloadError> {
  const outcome = await attempt.catch((error: unknown) => error);
  if (outcome instanceof DownloadError) return outcome;
  throw new Error('A DownloadError was expected.', { cause: outcome });
}
