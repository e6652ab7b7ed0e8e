import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { BlobServiceClient, type ContainerClient, RestError } from '@azure/storage-blob';
import { BlobCalls } from './blob-calls.ts';
import { BlobReadable } from './blob-readable.ts';
import { inBlocks } from './in-blocks.ts';
import type { ByteRange, Spool, SpoolEntry } from './spool.ts';
import { SpoolUnavailableError } from './spool-errors.ts';

/** While one block is sent the next is gathered, so a write holds twice this. */
const BLOCK_BYTES = 1024 * 1024;
const PAGE_ENTRIES = 500;
/** How long a bot that starts waits for its container, in milliseconds. */
const PREPARATION_MS = 30_000;
/** A call that fails in passing is tried four times within some seconds; the time-out is the server's own. */
const RETRIES = { maxTries: 4, retryDelayInMs: 1_000, maxRetryDelayInMs: 5_000, tryTimeoutInMs: 20_000 };

/**
 * A spool in Azure Blob Storage. The container is created if missing; any number of processes can share it.
 * @throws SpoolUnavailableError if the container can't be used.
 */
export async function openBlobSpool(connectionString: string, containerName: string): Promise<Spool> {
  const calls = new BlobCalls(connectionString);
  try {
    const service = BlobServiceClient.fromConnectionString(connectionString, { retryOptions: RETRIES });
    const spool = new BlobSpool(service.getContainerClient(containerName), calls);
    await spool.prepare();
    return spool;
  } catch (error) {
    const cause = calls.causeOf(error);
    const words =
      `The container ${containerName} in Azure Blob Storage can't be used (${cause.message}). ` +
      'Check AZURE_STORAGE_CONNECTION_STRING and AZURE_STORAGE_CONTAINER.';
    throw new SpoolUnavailableError(words, { cause });
  }
}

/** Each entry is a block blob of the key's name. Blocks that are never committed vanish by themselves. */
class BlobSpool implements Spool {
  readonly #container: ContainerClient;
  readonly #calls: BlobCalls;

  constructor(container: ContainerClient, calls: BlobCalls) {
    this.#container = container;
    this.#calls = calls;
  }

  async prepare(): Promise<void> {
    try {
      await this.#container.createIfNotExists({ abortSignal: AbortSignal.timeout(PREPARATION_MS) });
    } catch (error) {
      if (!(error instanceof RestError && error.statusCode === 403)) throw error;
      // A signature for one container may use it but not create it.
      await this.#page(undefined).catch(() => Promise.reject(error));
    }
  }

  /** The SDK's own `uploadStream` would not do: nothing can limit or call off its sending of a block. */
  async write(key: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    const blob = this.#container.getBlockBlobClient(key);
    const isOver = new AbortController();
    const ids: string[] = [];
    let sending: Promise<unknown> = Promise.resolve();
    try {
      for await (const block of inBlocks(bytes, BLOCK_BYTES)) {
        await sending;
        const id = Buffer.from(randomUUID()).toString('base64');
        ids.push(id);
        sending = this.#calls.make(
          (abortSignal) => blob.stageBlock(id, block, block.length, { abortSignal }),
          isOver.signal,
        );
        // It is awaited when the next block is there; a failure before that is not one that nobody handles.
        sending.catch(() => {});
      }
      await sending;
      await this.#calls.make((abortSignal) => blob.commitBlockList(ids, { abortSignal }));
    } finally {
      isOver.abort();
    }
  }

  open(key: string, range?: ByteRange): Readable {
    return new BlobReadable(this.#container.getBlobClient(key), this.#calls, range);
  }

  async remove(key: string): Promise<void> {
    const blob = this.#container.getBlobClient(key);
    await this.#calls.make((abortSignal) => blob.deleteIfExists({ abortSignal, deleteSnapshots: 'include' }));
  }

  async *entries(): AsyncGenerator<SpoolEntry> {
    let continuationToken: string | undefined;
    do {
      const page = await this.#page(continuationToken);
      for (const { name, properties } of page.segment.blobItems) {
        yield { key: name, modifiedAt: properties.lastModified };
      }
      continuationToken = page.continuationToken;
    } while (continuationToken);
  }

  /** One page of the list; the time that a call may take does not run while its entries are looked at. */
  #page(continuationToken: string | undefined) {
    return this.#calls.make(async (abortSignal) => {
      const pages = this.#container
        .listBlobsFlat({ abortSignal })
        .byPage({ maxPageSize: PAGE_ENTRIES, ...(continuationToken && { continuationToken }) });
      return (await pages.next()).value;
    });
  }
}
