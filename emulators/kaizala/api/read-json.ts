import * as z from 'zod';
import type { Call } from './call.ts';
import { invalidParameters } from './invalid-parameters.ts';

/** Generous against a media resource of several kilobytes, small against memory. */
const MAX_BYTES = 1_000_000;

/**
 * Reads and checks a call's JSON body. Throws `InvalidParameters` if it isn't declared as JSON, is none, or
 * hasn't the shape. Schemas here are strict, as a misspelt field of a client would otherwise vanish silently.
 */
export async function readJson<Schema extends z.ZodType>(
  call: Pick<Call, 'headers' | 'body'>,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const contentType = call.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (contentType !== 'application/json') {
    throw invalidParameters(`The Content-Type must be application/json, not ${contentType ?? 'absent'}`);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of call.body) {
    size += chunk.length;
    if (size > MAX_BYTES) throw invalidParameters(`The body is longer than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  const result = schema.safeParse(parse(Buffer.concat(chunks).toString()));
  if (!result.success) throw invalidParameters(z.prettifyError(result.error));
  return result.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidParameters('The body is no JSON');
  }
}
