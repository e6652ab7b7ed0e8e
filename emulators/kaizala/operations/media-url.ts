import * as z from 'zod';
import type { Call } from '../api/call.ts';
import { invalidParameters } from '../api/invalid-parameters.ts';
import { readJson } from '../api/read-json.ts';

const body = z.strictObject({ mediaUrl: z.url({ protocol: /^https$/ }) });

/** `POST /v1/media/url`, which is always refused: Kaizala would fetch the url, the emulator stays at home. */
export async function mediaUrl(call: Call): Promise<never> {
  await readJson(call, body);
  throw invalidParameters('The emulator fetches nothing from outside. Upload the file to /v1/media instead');
}
