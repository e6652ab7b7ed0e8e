import type { Response } from 'botbuilder';
import type restify from 'restify';

/** A chat is to be answered within a second. Most turns are over by then, and what they say comes before the answer. */
const PATIENCE_MS = 600;

/** The answer to a request, which need not wait for a turn that takes long. */
export interface EarlyAnswer {
  /** What the turn answers in the end; nobody hears it if the answer was given before. */
  readonly response: Response;
  /** From now on the request may be answered with 200 whenever it has waited long enough. */
  acknowledge(): void;
}

/** Begins to wait for the turn. */
export function earlyAnswer(response: restify.Response): EarlyAnswer {
  let isDue = false;
  let isSafe = false;
  let isAnswered = false;
  const answerIfTime = () => {
    if (!isDue || !isSafe || isAnswered) return;
    isAnswered = true;
    response.send(200);
  };
  const due = setTimeout(() => {
    isDue = true;
    answerIfTime();
  }, PATIENCE_MS);
  const unlessAnswered =
    <Arguments extends unknown[]>(answer: (...args: Arguments) => unknown) =>
    (...args: Arguments) => {
      clearTimeout(due);
      return isAnswered ? undefined : answer(...args);
    };
  return {
    response: {
      socket: response.socket,
      status: unlessAnswered((code: number) => response.status(code)),
      header: unlessAnswered((name: string, value: unknown) => response.header(name, value)),
      send: unlessAnswered((...body: unknown[]) => response.send(...body)),
      end: unlessAnswered(() => response.end()),
    },
    acknowledge: () => {
      isSafe = true;
      answerIfTime();
    },
  };
}
