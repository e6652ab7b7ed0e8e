import * as z from 'zod';
import type { Call } from '../api/call.ts';
import { readJson } from '../api/read-json.ts';
import { unauthenticated } from '../api/unauthenticated.ts';

const body = z.strictObject({ mobileNumber: z.string().min(1), applicationId: z.string() });

/** `POST /v1/generatePin`. */
export async function generatePin(call: Call): Promise<object> {
  const { mobileNumber, applicationId } = await readJson(call, body);
  if (applicationId !== call.kaizala.credentials.applicationId) {
    throw unauthenticated('The applicationId is wrong');
  }
  call.kaizala.pendingPins.add(mobileNumber);
  return {};
}
