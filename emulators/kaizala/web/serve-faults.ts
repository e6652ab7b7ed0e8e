import type { IncomingMessage, ServerResponse } from 'node:http';
import { readJson } from '../api/read-json.ts';
import { faultSchema } from '../faults/fault.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import { answerJson } from '../http/answer-json.ts';
import { readBody } from '../http/read-body.ts';

/** `/emulator/faults`: POST plans one, GET lists what is left, DELETE clears. Returns false for another method. */
export async function serveFaults(
  faults: FaultPlan,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  switch (request.method) {
    case 'POST': {
      const body = readBody(request);
      const fault = await readJson({ headers: request.headers, body }, faultSchema);
      answerJson(response, 201, faults.add(fault));
      return true;
    }
    case 'GET':
      answerJson(response, 200, { faults: faults.list() });
      return true;
    case 'DELETE':
      faults.clear();
      response.writeHead(204).end();
      return true;
    default:
      return false;
  }
}
