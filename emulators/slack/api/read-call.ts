import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/** A call of the Web API as it came in. */
export interface ApiCall {
  /** Such as `chat.postMessage`. */
  readonly method: string;
  readonly token: string | undefined;
  /** From the query, the form or the JSON, and without the token; JSON in a form is parsed. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Whether a parameter of a form is JSON. */
const JSON_PARAMETERS = new Set(['blocks', 'view', 'attachments', 'metadata', 'files']);

/** Reads a call; its parameters are undefined if the body can't be read. */
export async function readCall(
  request: IncomingMessage,
  method: string,
): Promise<Omit<ApiCall, 'parameters'> & { readonly parameters: ApiCall['parameters'] | undefined }> {
  const at = Date.now();
  const { searchParams } = new URL(request.url ?? '', 'http://localhost');
  const [, bearer] = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '') ?? [];
  const body = readBody(request.headers['content-type'] ?? '', await text(request));
  if (body === undefined) return { method, token: bearer, parameters: undefined, at };
  const { token, ...parameters } = { ...readForm(searchParams), ...body };
  return { method, token: bearer ?? (typeof token === 'string' ? token : undefined), parameters, at };
}

function readBody(contentType: string, body: string): Record<string, unknown> | undefined {
  if (!contentType.startsWith('application/json')) return readForm(new URLSearchParams(body));
  const parsed = parse(body);
  return isRecord(parsed) ? parsed : undefined;
}

function readForm(form: URLSearchParams): Record<string, unknown> {
  const read = (name: string, value: string) => (JSON_PARAMETERS.has(name) ? (parse(value) ?? value) : value);
  return Object.fromEntries([...form].map(([name, value]) => [name, read(name, value)]));
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
