import { once } from 'node:events';
import { Agent, type Dispatcher, request } from 'undici';
import { DownloadError } from './download-error.ts';
import type { EgressPolicy } from './egress-policy.ts';
import type { FileSource } from './file-source.ts';
import { formatBytes } from './format-bytes.ts';
import { InspectedStream, type Inspection } from './inspect-stream.ts';

export interface DownloadOptions {
  readonly egress: EgressPolicy;
  readonly maxBytes: number;
  /** How long the other side may send nothing, in milliseconds. There is no limit on the whole. */
  readonly stallTimeoutMs: number;
  readonly signal: AbortSignal;
  /** Told the size that the answer declares, if it does, before the first byte. */
  readonly onDeclaredSize: (bytes: number) => Promise<void>;
}

const MAX_REDIRECTS = 5;
const SURPLUS_GRACE_MS = 50;

/** Whether more bytes came than were declared. */
type SeesSurplus = (graceMs: number) => Promise<boolean>;

/** Takes the bytes as they come, told beforehand how many were declared. */
type Keep = (bytes: AsyncIterable<Uint8Array>, declaredBytes: number | undefined) => Promise<void>;

/**
 * Fetches a file and hands its bytes to `keep` as they come.
 * @throws DownloadError saying why the bytes could not be had, or that they are not the file.
 */
export async function download(
  source: FileSource,
  keep: Keep,
  options: DownloadOptions,
): Promise<Inspection> {
  if (source.kind !== 'teamsDownload') throw DownloadError.refusedHost(source.kind);
  let url = new URL(source.url);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const { lookup } = options.egress.check(url, source.kind);
    const agent = new Agent({
      allowH2: false,
      headersTimeout: options.stallTimeoutMs,
      bodyTimeout: options.stallTimeoutMs,
      connect: { timeout: options.stallTimeoutMs, ...(lookup && { lookup }) },
    });
    const surplus = seesSurplus(agent);
    try {
      const answer = await ask(url, agent, options);
      const location = redirectTarget(answer, url);
      if (!location) return await receive(answer, keep, surplus, options);
      url = location;
    } finally {
      await agent.destroy();
    }
  }
  throw DownloadError.redirects();
}

async function ask(url: URL, dispatcher: Agent, options: DownloadOptions): Promise<Dispatcher.ResponseData> {
  const headers = { 'accept-encoding': 'identity' };
  try {
    return await request(url, { dispatcher, signal: options.signal, headers });
  } catch (error) {
    throw asDownloadError(error, options);
  }
}

function redirectTarget({ statusCode, headers }: Dispatcher.ResponseData, url: URL): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(statusCode)) return undefined;
  const { location } = headers;
  if (typeof location !== 'string' || !URL.canParse(location, url.href)) throw DownloadError.redirects();
  return new URL(location, url);
}

async function receive(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  keep: Keep,
  surplus: SeesSurplus,
  options: DownloadOptions,
): Promise<Inspection> {
  if (statusCode < 200 || statusCode > 299) throw DownloadError.status(statusCode);
  if (/^(text\/html|application\/xhtml)/i.test(String(headers['content-type'] ?? ''))) {
    throw DownloadError.signInPage();
  }
  const encoding = String(headers['content-encoding'] ?? 'identity');
  if (encoding !== 'identity') throw DownloadError.encoded(encoding);
  const declared = headers['content-length'] === undefined ? undefined : Number(headers['content-length']);
  if (declared !== undefined) {
    if (declared > options.maxBytes) throw DownloadError.tooLarge(formatBytes(options.maxBytes));
    await options.onDeclaredSize(declared);
  }
  const bytes = new InspectedStream(received(body, declared, surplus, options), options.maxBytes);
  await keep(bytes, declared);
  return bytes.result();
}

/**
 * The bytes as they come in. What goes wrong on the way fails here as a DownloadError, so that an error of
 * whoever keeps the bytes, a full disk say, stays what it is.
 */
async function* received(
  body: AsyncIterable<Uint8Array>,
  declared: number | undefined,
  surplus: SeesSurplus,
  options: DownloadOptions,
): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw asDownloadError(error, options);
  }
  if (declared !== undefined && (await surplus(SURPLUS_GRACE_MS))) throw DownloadError.longer(declared);
}

/**
 * A body that is longer than its Content-Length ends where that says. What follows shows only as a broken
 * connection after the answer is complete, so the function that this returns waits a moment for that.
 */
function seesSurplus(agent: Agent): SeesSurplus {
  let isBroken = false;
  agent.on('disconnect', (_origin, _targets, error) => {
    isBroken ||= error.message === 'bad response';
  });
  return async (graceMs) => {
    if (!isBroken) await once(agent, 'disconnect', { signal: AbortSignal.timeout(graceMs) }).catch(() => {});
    return isBroken;
  };
}

function asDownloadError(error: unknown, { signal, stallTimeoutMs }: DownloadOptions): unknown {
  if (signal.aborted) return error;
  if (error instanceof DownloadError) return error;
  if (!(error instanceof Error)) return error;
  if (error.cause instanceof DownloadError) return error.cause;
  const code = 'code' in error ? String(error.code) : '';
  if (['UND_ERR_BODY_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT'].includes(code)) {
    return DownloadError.stalled(stallTimeoutMs / 1000, error);
  }
  if (
    error.name === 'HTTPParserError' ||
    ['UND_ERR_SOCKET', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'ECONNRESET'].includes(code)
  ) {
    return DownloadError.cutOff(error);
  }
  if (/^(UND_ERR_CONNECT_TIMEOUT|E[A-Z]+|ERR_TLS|ERR_SSL|CERT|DEPTH|SELF_SIGNED|UNABLE)/.test(code)) {
    return DownloadError.unreachable(error);
  }
  return error;
}
