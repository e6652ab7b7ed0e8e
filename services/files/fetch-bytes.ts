import { once } from 'node:events';
import { Agent, type Dispatcher, request } from 'undici';
import { namedType } from './detect-type.ts';
import { DownloadError } from './download-error.ts';
import type { EgressPolicy } from './egress/egress-policy.ts';
import { formatBytes } from './format-bytes.ts';
import { InspectedStream, type Inspection } from './inspect-stream.ts';
import { MinimumPace } from './minimum-pace.ts';
import type { Reach } from './reach.ts';

export interface FetchOptions {
  readonly egress: EgressPolicy;
  readonly maxBytes: number;
  /** How long the other side may send nothing, in milliseconds. There is no limit on the whole. */
  readonly stallTimeoutMs: number;
  readonly signal: AbortSignal;
  /** Told the size before the first byte, as soon as it is known; perhaps twice. */
  readonly onDeclaredSize: (bytes: number) => Promise<void>;
  /** What is kept instead of the bytes that came, such as these without a photo's metadata. Default: the same. */
  readonly convert?: Convert;
}

/** Makes other bytes of a file's; takes them all. */
export type Convert = (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

const MAX_REDIRECTS = 5;
const SURPLUS_GRACE_MS = 50;

/** Whether more bytes came than were declared. */
type SeesSurplus = (graceMs: number) => Promise<boolean>;

/** Takes the bytes as they come, told beforehand how many were declared; what is made of them may be fewer. */
export type Keep = (bytes: AsyncIterable<Uint8Array>, declaredBytes: number | undefined) => Promise<void>;

/**
 * Requests what was reached for and hands its bytes to `keep` as they come. Each redirect is checked anew, and
 * no authorization goes along with one.
 * @throws DownloadError saying why the bytes could not be had, or that they are not the file.
 */
export async function fetchBytes(reach: Reach, keep: Keep, options: FetchOptions): Promise<Inspection> {
  if (reach.size !== undefined) await declare(reach.size, options);
  let { url } = reach;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const { lookup } = options.egress.check(url, reach.kind, reach.home);
    const agent = new Agent({
      allowH2: false,
      headersTimeout: options.stallTimeoutMs,
      bodyTimeout: options.stallTimeoutMs,
      connect: { timeout: options.stallTimeoutMs, ...(lookup && { lookup }) },
    });
    const surplus = seesSurplus(agent);
    try {
      const answer = await ask(url, redirects === 0 ? reach.authorization : undefined, agent, options);
      const location = redirectTarget(answer, url);
      if (!location) return await receive(answer, redirects, keep, surplus, { ...options, reach });
      url = location;
    } finally {
      await agent.destroy();
    }
  }
  throw DownloadError.redirects();
}

async function declare(bytes: number, { maxBytes, onDeclaredSize }: FetchOptions): Promise<void> {
  if (bytes > maxBytes) throw DownloadError.tooLarge(formatBytes(maxBytes));
  if (bytes === 0) throw DownloadError.empty();
  await onDeclaredSize(bytes);
}

async function ask(
  url: URL,
  authorization: string | undefined,
  dispatcher: Agent,
  options: FetchOptions,
): Promise<Dispatcher.ResponseData> {
  const headers = { 'accept-encoding': 'identity', ...(authorization && { authorization }) };
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
  redirects: number,
  keep: Keep,
  surplus: SeesSurplus,
  { reach, ...options }: FetchOptions & { readonly reach: Reach },
): Promise<Inspection> {
  if (statusCode < 200 || statusCode > 299) {
    const retryAfter = headers['retry-after'];
    throw DownloadError.status({
      status: statusCode,
      retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined,
      redirects,
    });
  }
  if (/^(text\/html|application\/xhtml)/i.test(String(headers['content-type'] ?? ''))) {
    throw DownloadError.signInPage();
  }
  const encoding = String(headers['content-encoding'] ?? 'identity');
  if (encoding !== 'identity') throw DownloadError.encoded(encoding);
  const declared = headers['content-length'] === undefined ? undefined : Number(headers['content-length']);
  if (declared !== undefined) await declare(declared, options);
  const exactBytes = reach.isSizeExact ? reach.size : undefined;
  const { maxBytes, convert } = options;
  const came = new InspectedStream(received(body, declared, surplus, options), maxBytes, exactBytes);
  const bytes = convert ? new InspectedStream(convert(came), maxBytes) : came;
  await keep(bytes, declared);
  const inspection = await bytes.result();
  const detected = inspection.detected ?? namedType(String(headers['content-type'] ?? ''));
  return { ...inspection, ...(detected && { detected }) };
}

/**
 * The bytes as they come in. What goes wrong on the way fails here as a DownloadError, so that an error of
 * whoever keeps the bytes, a full disk say, stays what it is.
 */
async function* received(
  body: AsyncIterable<Uint8Array>,
  declared: number | undefined,
  surplus: SeesSurplus,
  options: FetchOptions,
): AsyncGenerator<Uint8Array> {
  const pace = new MinimumPace();
  try {
    for await (const chunk of body) {
      pace.take(chunk.length);
      yield chunk;
    }
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

function asDownloadError(error: unknown, { signal, stallTimeoutMs }: FetchOptions): unknown {
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
