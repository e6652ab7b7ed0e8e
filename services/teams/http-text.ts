import type { LookupFunction } from 'node:net';
import { Agent, request } from 'undici';

export interface TextRequest {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
  /** Resolves the host, where not every address will do. */
  readonly lookup?: LookupFunction | undefined;
}

/** An answer as it came, whatever its status. */
export interface TextAnswer {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | undefined;
}

/** How long the other side may send nothing, in milliseconds. */
const STALL_MS = 15_000;
/** How long all of it may take, in milliseconds. */
const LONGEST_MS = 30_000;
/** Answers in JSON stay far below this, in bytes. */
const LARGEST = 8 * 1024 * 1024;

/** Sends one request and collects its answer. Follows no redirect. Rejects if no whole answer came. */
export async function httpText(url: URL, options: TextRequest = {}): Promise<TextAnswer> {
  const { method = 'GET', headers = {}, body, signal, lookup } = options;
  const longest = AbortSignal.timeout(LONGEST_MS);
  const dispatcher = new Agent({
    allowH2: false,
    headersTimeout: STALL_MS,
    bodyTimeout: STALL_MS,
    connect: { timeout: STALL_MS, ...(lookup && { lookup }) },
  });
  try {
    const answer = await request(url, {
      dispatcher,
      method,
      headers: { accept: 'application/json', ...headers },
      ...(body !== undefined && { body }),
      signal: signal ? AbortSignal.any([signal, longest]) : longest,
    });
    const retryAfter = answer.headers['retry-after'];
    return {
      status: answer.statusCode,
      text: await collect(answer.body),
      retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined,
    };
  } finally {
    await dispatcher.destroy();
  }
}

async function collect(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > LARGEST) throw new Error('The answer is too long.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
