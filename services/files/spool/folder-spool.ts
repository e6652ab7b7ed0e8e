import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { close, createReadStream, createWriteStream, open as openFile, read } from 'node:fs';
import { mkdir, open, opendir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ByteRange, Spool, SpoolEntry } from './spool.ts';
import { SpoolEntryMissingError, SpoolFullError, SpoolWriteLostError } from './spool-errors.ts';

/** After how many bytes it is looked again whether there is room. */
const CHECKED_BYTES = 4 * 1024 * 1024;

/**
 * A spool in a folder, which is created if missing. Several processes can share it, on one machine or on a
 * shared volume.
 * @param minFreeBytes how much room on the disk is left alone
 */
export async function openFolderSpool(folder: string, minFreeBytes = 0): Promise<Spool> {
  await mkdir(folder, { recursive: true });
  return new FolderSpool(folder, minFreeBytes);
}

/** An entry is a file of the key's name; one that is being written is `<key>.<random>.part`. */
class FolderSpool implements Spool {
  readonly #folder: string;
  readonly #minFreeBytes: number;

  constructor(folder: string, minFreeBytes: number) {
    this.#folder = folder;
    this.#minFreeBytes = minFreeBytes;
  }

  async write(key: string, bytes: AsyncIterable<Uint8Array>, expectedBytes = 0): Promise<void> {
    await this.#checkRoom(expectedBytes);
    const partial = this.#path(`${key}.${randomUUID()}.part`);
    const file = createWriteStream(partial, { flags: 'wx', flush: true });
    try {
      await pipeline(this.#whileThereIsRoom(bytes, expectedBytes), file);
      await rename(partial, this.#path(key)).catch((error: unknown) => {
        throw codeOf(error) === 'ENOENT' ? new SpoolWriteLostError({ cause: error }) : error;
      });
    } catch (error) {
      // The disk may only now be opening the file: it would be there again after it was cleared away.
      if (!file.closed) await once(file, 'close').catch(() => {});
      await rm(partial, { force: true });
      throw ['ENOSPC', 'EDQUOT'].includes(codeOf(error)) ? new SpoolFullError({ cause: error }) : error;
    }
    await this.#syncFolder();
  }

  open(key: string, range?: ByteRange): Readable {
    const bounds = range && { start: range.start, end: range.end - 1 };
    return createReadStream(this.#path(key), { ...bounds, fs: { open: openEntry, read, close } });
  }

  async remove(key: string): Promise<void> {
    // First, so that whoever finishes one just now finds it gone, or its entry is there to be removed.
    for await (const name of this.#names()) {
      if (name !== key && keyOf(name) === key) await rm(this.#path(name), { force: true });
    }
    await rm(this.#path(key), { force: true });
  }

  async *entries(): AsyncGenerator<SpoolEntry> {
    for await (const name of this.#names()) {
      const key = keyOf(name);
      if (key === undefined) continue;
      const modifiedAt = await this.#modifiedAt(name);
      if (modifiedAt) yield { key, modifiedAt };
    }
  }

  async *#whileThereIsRoom(
    bytes: AsyncIterable<Uint8Array>,
    expectedBytes: number,
  ): AsyncGenerator<Uint8Array> {
    let taken = 0;
    let checked = 0;
    for await (const chunk of bytes) {
      taken += chunk.length;
      if (taken - checked >= CHECKED_BYTES) {
        await this.#checkRoom(Math.max(expectedBytes - checked, chunk.length));
        checked = taken;
      }
      yield chunk;
    }
  }

  async #checkRoom(bytesToCome: number): Promise<void> {
    const free = await this.#freeBytes();
    if (free !== undefined && free - bytesToCome < this.#minFreeBytes) throw new SpoolFullError();
  }

  /** Undefined if nobody can tell. */
  async #freeBytes(): Promise<number | undefined> {
    try {
      const { blocks, bavail, bsize } = await statfs(this.#folder);
      // Some file systems behind a network know no sizes, and say so with zeros.
      return blocks > 0 ? bavail * bsize : undefined;
    } catch {
      // Whatever keeps it from being told will keep a file from being written, and say why.
      return undefined;
    }
  }

  /** Files alone: a shared volume has folders of its own. */
  async *#names(): AsyncGenerator<string> {
    for await (const entry of await opendir(this.#folder)) if (entry.isFile()) yield entry.name;
  }

  /** Undefined if it has been removed or renamed since. */
  async #modifiedAt(name: string): Promise<Date | undefined> {
    try {
      return (await stat(this.#path(name))).mtime;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** Makes a new name outlive a power cut, as far as system and volume know how to. */
  async #syncFolder(): Promise<void> {
    try {
      await using handle = await open(this.#folder, 'r');
      await handle.sync();
    } catch {
      // Windows opens no folders, and some shared volumes do not sync them.
    }
  }

  #path(name: string): string {
    return join(this.#folder, name);
  }
}

/** The key that a file belongs to; undefined for a file that is none of ours. */
function keyOf(name: string): string | undefined {
  return /^([\w-]+)(?:(?:\.[\w-]+)?\.part)?$/.exec(name)?.[1];
}

type Opened = (error: NodeJS.ErrnoException | SpoolEntryMissingError | null, fd: number) => void;

function openEntry(path: string, flags: string, mode: number, done: Opened): void {
  openFile(path, flags, mode, (error, fd) => {
    done(codeOf(error) === 'ENOENT' ? new SpoolEntryMissingError({ cause: error }) : error, fd);
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
